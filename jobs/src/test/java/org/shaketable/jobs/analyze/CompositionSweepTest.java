package org.shaketable.jobs.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.SmallSweep;

/** Two perturbations at once, from YAML to the table of interactions. */
class CompositionSweepTest {
  private static final String YAML =
      """
      sweep: both
      seed: 3
      replicates: 4
      clean-replicates: 4
      placebo: 0
      evaluations: 20
      workloads:
        blobs:
          task: {data: blobs, train: 200, test: 100}
          learner:
            algorithm: classification
            steps: 200
            batch-size: 16
            network: {hidden: [8], activation: tanh}
      perturbations:
        - composition:
            - {family: weight-noise, magnitudes: [0.001]}
            - {family: signal-flip, magnitudes: [0, 1]}
          schedule: {pulse: {onset: 50%, duration: 40%}}
      """;

  @TempDir Path directory;

  @Test
  void aCompositionBecomesRunsConditionsAndInteractions() {
    SparkSession spark = TestSession.spark();
    Lake lake = Lake.create(spark, directory.resolve("lake").toString());
    SmallSweep.train(spark, lake, SmallSweep.plan(YAML));
    Analysis.run(lake, Optional.of("both"), AnalyticsSettings.DEFAULT);

    assertThat(
            lake.read("runs")
                .where("dimension = 'COMPOSITION'")
                .select("family", "magnitude", "schedule")
                .distinct()
                .sort("family")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[weight-noise+signal-flip=0.0,0.001,pulse(50%, 40%)+pulse(50%, 40%)]",
            "[weight-noise+signal-flip=1.0,0.001,pulse(50%, 40%)+pulse(50%, 40%)]");
    List<Row> interactions = lake.read("interactions").sort("family").collectAsList();
    assertThat(interactions).hasSize(2);
    for (Row row : interactions) {
      double rate = row.<Double>getAs("collapse_rate");
      double expected = row.<Double>getAs("expected");
      assertThat(row.<Double>getAs("interaction")).isCloseTo(rate - expected, within(1e-12));
      assertThat(row.<Double>getAs("lower")).isLessThan(row.<Double>getAs("upper"));
      assertThat(row.<Integer>getAs("n")).isEqualTo(4);
      assertThat(row.<String>getAs("reason")).isNull();
    }
  }
}
