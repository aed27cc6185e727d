package org.shaketable.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.places.Hadoop;
import org.shaketable.jobs.sweep.SmallSweep;

/**
 * The lines of conf/yarn.conf: the jar, submitted to YARN on this machine, its lake in HDFS.
 * Spark's module for YARN does not resolve in Spark's own version; that of the patch release before
 * it serves.
 */
@Tag("places")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class YarnTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path MODULE = Path.of("target/places/yarn/spark-yarn.jar").toAbsolutePath();
  private static final Duration LONG = Duration.ofMinutes(8);

  @TempDir static Path directory;
  private static Hadoop hadoop;
  private static Map<String, String> inOneProcess;

  @BeforeAll
  static void start() throws Exception {
    hadoop = new Hadoop(directory.resolve("hadoop"), Hadoop.Parts.YARN);
    String yaml =
        Files.readString(ROOT.resolve("conf/check.yaml"))
            .replace("replicates: 20", "replicates: 2");
    Files.writeString(directory.resolve("check.yaml"), yaml);
    Lake calm = Lake.create(TestSession.spark(), directory.resolve("calm").toString());
    SmallSweep.train(TestSession.spark(), calm, SmallSweep.plan(yaml));
    inOneProcess = Digests.of(calm);
  }

  @AfterAll
  static void stop() {
    hadoop.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "cluster"})
  void aSubmittedSweepGivesTheBitsOfOneProcess(String mode) throws Exception {
    String lake = hadoop.address("/lakes/" + mode);
    String config = directory.resolve("check.yaml").toString();
    boolean shipped = mode.equals("cluster");
    List<String> options = shipped ? List.of("--files", config) : List.of();

    try (Program sweep =
        submit(mode, options, "sweep", shipped ? "check.yaml" : config, "--lake", lake)) {
      assertThat(sweep.exit(LONG)).as(sweep.said()).isZero();
      assertThat(sweep.said())
          .contains(shipped ? "final status: SUCCEEDED" : "Trained 30 runs in ");
    }

    assertThat(Digests.of(Lake.open(TestSession.spark(), lake)))
        .hasSize(30)
        .isEqualTo(inOneProcess);
  }

  /** The exit code is spark-submit's own there, the command's own is in its message. */
  @Test
  void aMistakeInClusterModeIsAnApplicationThatFailed() throws Exception {
    try (Program status =
        submit("cluster", List.of(), "status", "--lake", hadoop.address("/none"))) {
      assertThat(status.exit(LONG)).as(status.said()).isNotZero();
      assertThat(status.said())
          .contains("final status: FAILED", "User application exited with status 2");
    }
  }

  private static Program submit(String mode, List<String> options, String... arguments)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.add(ROOT.resolve("jobs/bin/spark-submit").toString());
    words.addAll(List.of("--properties-file", ROOT.resolve("conf/yarn.conf").toString()));
    words.addAll(List.of("--deploy-mode", mode));
    for (String property : properties()) {
      words.addAll(List.of("--conf", property));
    }
    words.addAll(options);
    words.add(ROOT.resolve("jobs/target/shaketable.jar").toString());
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("HADOOP_CONF_DIR", hadoop.settings().toString());
    builder.environment().put("SPARK_DIST_CLASSPATH", MODULE.toString());
    return new Program(builder);
  }

  /** Containers that this machine can hold, with Spark's jars as they lie here. */
  private static List<String> properties() {
    return List.of(
        "spark.executor.instances=2",
        "spark.executor.cores=1",
        "spark.executor.memory=700m",
        "spark.executor.memoryOverhead=400m",
        "spark.driver.memory=700m",
        "spark.yarn.jars=local:%s/*,local:%s"
            .formatted(ROOT.resolve("jobs/target/spark/jars"), MODULE),
        "spark.yarn.appMasterEnv.SPARK_LOCAL_IP=127.0.0.1",
        "spark.executorEnv.SPARK_LOCAL_IP=127.0.0.1");
  }
}
