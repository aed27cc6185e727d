package org.shaketable.jobs.sweep;

import java.util.List;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.curve.Normalisation;
import org.shaketable.analytics.stats.run.Collapse;
import org.shaketable.analytics.stats.run.CollapseRules;
import org.shaketable.training.run.Evaluation;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.Status;

/**
 * First look at a run while the sweep goes on, against its own twin alone: the collapses that
 * progress counts. The analysis, which has all clean runs, decides.
 */
final class Outlook {
  private Outlook() {}

  /** Whether a run looks collapsed. */
  static boolean collapsed(Run run, Run twin) {
    if (run.status() == Status.FAILED || twin.status() == Status.FAILED) {
      return false;
    }
    Curve reference = curve(twin);
    Normalisation scale = Normalisation.of(List.of(reference));
    if (!scale.defined()) {
      return run.status() == Status.DIVERGED;
    }
    Curve normalised = scale.normalise(reference);
    return Collapse.of(
            scale.normalise(curve(run)),
            normalised,
            CleanBand.of(List.of(normalised)),
            CollapseRules.DEFAULT)
        .isPresent();
  }

  private static Curve curve(Run run) {
    List<Evaluation> rows = run.trajectory();
    Curve curve =
        Curve.of(
            rows.stream().mapToLong(Evaluation::step).toArray(),
            rows.stream().mapToDouble(row -> row.measurement().performance()).toArray(),
            rows.stream().mapToDouble(row -> row.measurement().loss()).toArray());
    return run.status() == Status.DIVERGED ? curve.divergedAt(run.steps()) : curve;
  }
}
