package org.shaketable.analytics.stats.run;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;

/**
 * How a competent run's smoothed performance stands to what was expected of it, wherever it lies
 * below the clean band.
 *
 * @param from the first evaluation that counts
 * @param smoothed trailing mean of normalised performance, per evaluation
 * @param expected the twin's, or the median of the clean band where the twin has none; NaN above
 *     the lower edge of the band
 */
@SuppressWarnings("ArrayRecordComponent")
record Fall(int from, double[] smoothed, double[] expected) {

  static Fall of(Curve run, Curve twin, CleanBand band, int window, int from) {
    double[] smoothed = run.smoothed(window);
    double[] expected = new double[run.length()];
    Arrays.fill(expected, Double.NaN);
    for (int i = from; i < smoothed.length; i++) {
      if (smoothed[i] < band.lower(i)) {
        double reference = twin.smoothed(i, window);
        expected[i] = Double.isFinite(reference) ? reference : band.median(i);
      }
    }
    return new Fall(from, smoothed, expected);
  }

  /** The first evaluation of a stretch below a share of what was expected. */
  OptionalInt first(double share, int consecutive) {
    return Streak.first(from, smoothed.length, consecutive, below(share));
  }

  /** How long the longest stretch below a share of what was expected is, in evaluations. */
  int longest(double share) {
    return Streak.longest(from, smoothed.length, below(share));
  }

  private IntPredicate below(double share) {
    return i -> smoothed[i] < share * expected[i];
  }
}
