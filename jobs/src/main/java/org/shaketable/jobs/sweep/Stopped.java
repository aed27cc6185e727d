package org.shaketable.jobs.sweep;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.Stop;

/**
 * Runs that ended for reasons outside of their specification: by their time limit or for want of
 * memory. Unlike every other outcome theirs may differ next time, so that they can be taken out of
 * the lake and trained again.
 */
final class Stopped {
  private Stopped() {}

  /** Whether a run ended for such a reason. */
  static boolean was(Run run) {
    return run.stop() != Stop.NONE;
  }

  /** Takes such runs of a sweep out of a lake; returns how many there were. */
  static int forget(Lake lake, String sweep) {
    List<String> runIds =
        lake.read("runs")
            .where(col("sweep").equalTo(sweep).and(col("stop").isNotNull()))
            .select("run_id")
            .as(Encoders.STRING())
            .collectAsList();
    if (!runIds.isEmpty()) {
      Column those = col("sweep").equalTo(sweep).and(col("run_id").isin(runIds.toArray()));
      // In this order, so that after a crash in between the runs are still found.
      lake.delete("trajectories", those);
      lake.delete("runs", those);
    }
    return runIds.size();
  }
}
