package org.shaketable.analytics.stats.run;

import java.util.OptionalInt;
import org.shaketable.analytics.stats.curve.Curve;

/**
 * When a run has learned: normalised performance at or above a threshold for several evaluations in
 * a row.
 *
 * <ul>
 *   <li>a run that never gets there has <i>never learned</i>; it is reported apart and cannot
 *       collapse
 *   <li>NaN performance is not competent; positive infinity is
 *   <li>empty curve, or fewer evaluations than asked for in a row: never learned
 * </ul>
 *
 * @param threshold normalised performance, default 0.5
 * @param consecutive evaluations in a row, default 3
 */
public record Competence(double threshold, int consecutive) {
  public static final Competence DEFAULT = new Competence(0.5, 3);

  public Competence {
    if (consecutive < 1) {
      throw new IllegalArgumentException(
          "Invalid consecutive: expected at least 1, found " + consecutive);
    }
  }

  /** The evaluation from which on the run is competent, the last of the first such stretch. */
  public OptionalInt of(Curve normalised) {
    OptionalInt first =
        Streak.first(
            0, normalised.length(), consecutive, i -> normalised.performance(i) >= threshold);
    return first.isPresent() ? OptionalInt.of(first.getAsInt() + consecutive - 1) : first;
  }
}
