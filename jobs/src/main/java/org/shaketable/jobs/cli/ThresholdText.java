package org.shaketable.jobs.cli;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;
import org.shaketable.analytics.baseline.CleanSplit;
import org.shaketable.analytics.detection.Thresholds;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.sweep.PlannedRun;
import org.shaketable.training.run.RunSpec;

/**
 * Whether the clean runs of a sweep give its detectors thresholds, and how many would. The split of
 * clean runs goes by run_id, so it is counted and not estimated.
 */
final class ThresholdText {
  private static final int FIRST = 0;

  private ThresholdText() {}

  /**
   * One line.
   *
   * @param resolved with the contents of checkpoints, of which run_ids are made
   */
  static List<String> of(SweepConfig resolved) {
    IntSummaryStatistics needed =
        resolved
            .specs()
            .filter(run -> run.clean() && run.replicate() == FIRST)
            .mapToInt(run -> fewest(resolved.sweep(), run))
            .summaryStatistics();
    if (needed.getCount() == 0) {
      return List.of();
    }
    return List.of(
        needed.getMax() <= resolved.cleanReplicates()
            ? "Detectors have thresholds: %d clean runs give each control group %d to calibrate on."
                .formatted(resolved.cleanReplicates(), Thresholds.FEWEST)
            : "Detectors lack thresholds, in part or all: %d clean runs leave fewer than %d to calibrate on. `clean-replicates: %d` gives them to all."
                .formatted(resolved.cleanReplicates(), Thresholds.FEWEST, needed.getMax()));
  }

  /** How many clean runs hold as many to calibrate on as a threshold needs. */
  private static int fewest(String sweep, RunSpec clean) {
    return Stream.iterate(FIRST, replicate -> replicate + 1)
            .filter(
                replicate ->
                    CleanSplit.calibration(PlannedRun.of(sweep, clean.with(replicate)).runId()))
            .skip(Thresholds.FEWEST - 1)
            .findFirst()
            .orElseThrow()
        + 1;
  }
}
