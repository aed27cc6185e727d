package org.shaketable.analytics.stats.run;

import java.util.Optional;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;

/**
 * The primary endpoint of a run: whether it is down at the end of training and not back.
 *
 * <pre>lost = diverged, or final &lt; mean lower edge of the clean band, and final &lt; 1/2</pre>
 *
 * <p>Final is the mean of normalised performance over the last tenth of the evaluations, and the
 * edge is taken over the same; 1/2 is half of the clean median. Conditional on nothing: a run that
 * never learned and should have is lost, one that collapsed and came back is not. Not lost is more
 * stable.
 *
 * <ul>
 *   <li>diverged, or a final performance of NaN or minus infinity on a scale that is defined: lost
 *   <li>no scale (clean runs that do not learn) or no band: not known, but for a run that diverged
 * </ul>
 */
public final class Lost {
  /** Share of the clean runs' median final performance. */
  private static final double HALF = 0.5;

  private Lost() {}

  /**
   * Whether a run is lost; empty where that cannot be known.
   *
   * @param run the normalised curve of the run
   * @param band the band of the clean runs, on the same scale
   */
  static Optional<Boolean> of(Curve run, CleanBand band) {
    if (run.divergedStep().isPresent()) {
      return Optional.of(true);
    }
    double edge = edge(band, run.length());
    if (Double.isNaN(edge)) {
      return Optional.empty();
    }
    double end = run.finalPerformance();
    return Optional.of(!(end >= HALF || end >= edge));
  }

  /** Whether a run on a scale that is not defined is lost; empty unless it diverged. */
  static Optional<Boolean> withoutScale(Curve run) {
    return run.divergedStep().isPresent() ? Optional.of(true) : Optional.empty();
  }

  /** Mean lower edge of the band over the last tenth of so many evaluations. */
  static double edge(CleanBand band, int evaluations) {
    int window = Curve.lastTenth(evaluations);
    double sum = 0;
    for (int i = evaluations - window; i < evaluations; i++) {
      sum += i < 0 ? Double.NaN : band.lower(i);
    }
    return sum / window;
  }
}
