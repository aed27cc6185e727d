package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;

class ReplayTest {
  private final SparkSession spark = TestSession.spark();
  private final SweepPlan plan = SmallSweep.plan(SmallSweep.YAML);
  @TempDir Path directory;

  @Test
  void runsReplayBitForBitAndTheFirstDifferenceIsNamed() {
    Lake lake = Lake.create(spark, directory.resolve("lake").toString());
    SmallSweep.train(spark, lake, plan);

    for (int index : new int[] {0, 5, 11}) {
      assertThat(Replay.of(lake, plan.runs().get(index).runId()).difference()).isEmpty();
    }
    assertUnknownRunIsNamed(lake);
    assertDifferenceIsNamed(lake, plan.runs().get(5).runId());
  }

  private void assertDifferenceIsNamed(Lake lake, String runId) {
    spark.sql(
        "UPDATE delta.`%s` SET trajectory_digest = 'other' WHERE run_id = '%s'"
            .formatted(lake.path("runs"), runId));
    spark.sql(
        "UPDATE delta.`%s` SET performance = 0.125 WHERE run_id = '%s' AND evaluation >= 4"
            .formatted(lake.path("trajectories"), runId));

    assertThat(Replay.of(lake, runId).difference().orElseThrow())
        .startsWith("evaluation 4: performance was 0.125, is ");
  }

  private static void assertUnknownRunIsNamed(Lake lake) {
    assertThatThrownBy(() -> Replay.of(lake, "0123456789abcdef"))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot replay run 0123456789abcdef: lake %s has no such run; list them with `shaketable sql \"SELECT run_id FROM runs\"`",
            lake);
  }
}
