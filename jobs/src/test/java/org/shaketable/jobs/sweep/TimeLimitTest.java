package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;

class TimeLimitTest {
  /** A pair of runs of many seconds each that may take one. */
  private static final String YAML =
      """
      sweep: small
      seed: 3
      replicates: 1
      clean-replicates: 1
      placebo: 0
      evaluations: 1000
      time-limit-seconds: 1
      workloads:
        blobs:
          task: {data: blobs, train: 100, test: 50}
          learner:
            algorithm: classification
            steps: 1_000_000
            batch-size: 64
            network: {hidden: [64, 64], activation: tanh}
      perturbations:
        - family: signal-flip
          magnitudes: [0.4]
      """;

  @TempDir Path directory;

  @Test
  void codeThatNeverReturnsIsGivenUp() {
    TimeLimit limit = new TimeLimit(1);
    long start = System.nanoTime();

    assertThat(limit.within(TimeLimitTest::hang)).isEmpty();

    assertThat((System.nanoTime() - start) / 1e9).isBetween(1.0, 30.0);
    assertThat(limit.within(() -> "another")).contains("another");
  }

  /** Deaf to interruption, though it lets the other tests have the processor. */
  private static String hang() {
    while (true) {
      try {
        Thread.sleep(100);
      } catch (InterruptedException deaf) {
        // As a loop of native code would be.
      }
    }
  }

  @Test
  void aFaultOfATrainingIsAFaultOfTheTask() {
    assertThatThrownBy(
            () ->
                new TimeLimit(10)
                    .within(
                        () -> {
                          throw new ArithmeticException("a bug");
                        }))
        .hasRootCauseMessage("a bug");
  }

  @Test
  void aRunThatTakesTooLongIsAFailedRowThatCanBeTrainedAgain() {
    SparkSession spark = TestSession.spark();
    Lake lake = Lake.create(spark, directory.resolve("lake").toString());
    SweepPlan plan = SmallSweep.plan(YAML);

    assertThat(SmallSweep.train(spark, lake, plan)).contains("2 failed");
    assertThat(SmallSweep.train(spark, lake, plan)).contains("Nothing to train");
    assertStopped(lake, plan);
    assertThatThrownBy(() -> Replay.of(lake, plan.runs().get(0).runId()))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot replay run %s: it ended for a reason outside of its specification (Stopped by"
                + " its time limit of 1 s); train it again with `shaketable sweep CONFIG"
                + " --retry-stopped`",
            plan.runs().get(0).runId());

    assertThat(SmallSweep.retry(spark, lake, plan))
        .contains("To train again: 2 runs that were stopped.", "2 failed");
    assertStopped(lake, plan);
  }

  private static void assertStopped(Lake lake, SweepPlan plan) {
    List<Row> rows = lake.read("runs").sort("wall_seconds").collectAsList();
    assertThat(rows)
        .extracting(row -> row.<String>getAs("run_id"))
        .containsExactlyInAnyOrderElementsOf(plan.runs().stream().map(PlannedRun::runId).toList());
    assertThat(rows)
        .extracting(row -> row.<String>getAs("message"))
        .containsExactly(
            "Stopped by the end of its clean twin (Stopped by its time limit of 1 s)",
            "Stopped by its time limit of 1 s");
    assertThat(rows).allMatch(row -> row.getAs("status").equals("FAILED"));
    assertThat(lake.read("trajectories").count()).isZero();
  }
}
