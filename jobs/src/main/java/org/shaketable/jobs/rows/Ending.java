package org.shaketable.jobs.rows;

import org.shaketable.analytics.table.Status;
import org.shaketable.analytics.table.Stop;
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
 */
public record Ending(
    Status status,
    String message,
    Stop stop,
    long steps,
    int evaluations,
    double performance,
    double wallSeconds,
    String digest,
    double realisedMagnitude,
    String provenance) {

  /** The end of a run that was trained now. */
  public static Ending of(Run run, String provenance) {
    return new Ending(
        Status.valueOf(run.status().name()),
        run.message(),
        stop(run),
        run.steps(),
        run.trajectory().size(),
        run.finalPerformance(),
        run.wallSeconds(),
        run.digest(),
        run.realisedMagnitude(),
        provenance);
  }

  private static Stop stop(Run run) {
    return switch (run.stop()) {
      case NONE -> null;
      case TIME_LIMIT -> Stop.TIME_LIMIT;
      case MEMORY -> Stop.MEMORY;
      case TWIN -> Stop.TWIN;
    };
  }
}
