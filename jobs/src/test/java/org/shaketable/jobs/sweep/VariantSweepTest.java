package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;

/** Configurations of one workload, from YAML to the tables. */
class VariantSweepTest {
  private static final String GRID =
      SmallSweep.YAML.replace(
          "perturbations:", "    variants: {grid: {learner.batch-size: [8, 16]}}\nperturbations:");

  @TempDir Path directory;

  @Test
  void tablesSayTheConfigurationAndItsSettings() {
    SparkSession spark = TestSession.spark();
    Lake lake = Lake.create(spark, directory.resolve("lake").toString());
    SweepPlan plan = SmallSweep.plan(GRID);
    SmallSweep.train(spark, lake, plan);

    assertThat(counts(lake)).containsExactly("[blobs,batch-size=16,12]", "[blobs,batch-size=8,12]");
    assertThat(
            lake.read("workloads")
                .selectExpr("configuration", "explode(configuration_settings) s")
                .selectExpr("configuration", "s.name", "s.value")
                .sort("configuration")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[batch-size=16,learner.batch-size,16]", "[batch-size=8,learner.batch-size,8]");
    assertThat(SmallSweep.train(spark, lake, plan)).contains("Nothing to train");
    SweepPlan other =
        SmallSweep.plan(
            GRID.replace(
                "{grid: {learner.batch-size: [8, 16]}}", "{list: [{name: batch-size=8}]}"));
    assertThatThrownBy(() -> SmallSweep.train(spark, lake, other))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("has runs of workload blobs batch-size=8 with other settings")
        .hasMessageContaining("learner.batch-size: 8 there, 16 here");
  }

  private static List<String> counts(Lake lake) {
    return lake
        .read("runs")
        .groupBy("workload", "configuration")
        .count()
        .sort("configuration")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .collect(Collectors.toList());
  }
}
