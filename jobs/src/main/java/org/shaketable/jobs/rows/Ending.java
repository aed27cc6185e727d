package org.shaketable.jobs.rows;

import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.StopReason;
import org.shaketable.training.run.Run;

/**
 * How a run ended: all that its row says and its specification does not.
 *
 * @param stop null where the specification alone says how it ends
 * @param evaluations rows of its trajectory
 * @param performance the performance at its last evaluation, higher being better as training has
 *     it; NaN for none
 * @param realisedMagnitude NaN where unknown
 * @param provenance JSON
 * @param rowsDigest of its rows, see {@link org.shaketable.analytics.table.RowsDigest}; null where
 *     nobody has computed it
 */
public record Ending(
    RunStatus status,
    String message,
    StopReason stop,
    long steps,
    int evaluations,
    double performance,
    double wallSeconds,
    String digest,
    double realisedMagnitude,
    String provenance,
    String rowsDigest) {

  /** The end of a run that was trained now. */
  public static Ending of(Run run, String provenance, String rowsDigest) {
    return new Ending(
        RunStatus.valueOf(run.status().name()),
        run.message(),
        stop(run),
        run.steps(),
        run.trajectory().size(),
        run.finalPerformance(),
        run.wallSeconds(),
        run.digest(),
        run.realisedMagnitude(),
        provenance,
        rowsDigest);
  }

  private static StopReason stop(Run run) {
    return switch (run.stop()) {
      case NONE -> null;
      case TIME_LIMIT -> StopReason.TIME_LIMIT;
      case MEMORY -> StopReason.MEMORY;
      case TWIN -> StopReason.TWIN;
    };
  }
}
