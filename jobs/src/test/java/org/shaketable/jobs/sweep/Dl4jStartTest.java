package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.jobs.TestSession;
import org.shaketable.training.workload.Workload;

class Dl4jStartTest {
  private static final String PROPERTY = "org.bytedeco.javacpp.maxphysicalbytes";
  private static final String DL4J =
      SmallSweep.YAML.replace("    learner:", "    engine: dl4j\n    learner:");

  /** What spark-submit is given. */
  @ParameterizedTest
  @ValueSource(strings = {"cluster.conf", "yarn.conf", "kubernetes.conf"})
  void thePropertiesForClustersAreAsDl4jWants(String file) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(Path.of("../conf", file))) {
      properties.load(in);
    }
    SparkConf conf = new SparkConf(false);
    properties.forEach((key, value) -> conf.set((String) key, (String) value));
    assertThat(Dl4jStart.ofExecutors(conf)).isEmpty();
  }

  @Test
  void executorsStartedOtherwiseAreWarnedOf() {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.executor.defaultJavaOptions", "-D" + PROPERTY + "=0")
            .set("spark.executor.extraJavaOptions", "-Xss4m -D" + PROPERTY + "=1g")
            .set("spark.executorEnv.OMP_NUM_THREADS", "1");
    assertThat(Dl4jStart.ofExecutors(conf))
        .hasValueSatisfying(line -> assertThat(line).contains("=0, found 1g"));
  }

  @Test
  void onlyAPlanThatUsesDl4jIsWarnedAndNoneOfTheLaunchers() {
    List<Workload> vector = SmallSweep.plan(SmallSweep.YAML).config().workloads();
    List<Workload> dl4j = SmallSweep.plan(DL4J).config().workloads();
    var context = TestSession.spark().sparkContext();
    assertThat(Dl4jStart.warning(context, dl4j)).isEmpty();
    String before = System.clearProperty(PROPERTY);
    try {
      assertThat(Dl4jStart.warning(context, vector)).isEmpty();
      assertThat(Dl4jStart.warning(context, dl4j))
          .hasValueSatisfying(line -> assertThat(line).startsWith("Warning: DL4J is not started"));
    } finally {
      System.setProperty(PROPERTY, before);
    }
  }
}
