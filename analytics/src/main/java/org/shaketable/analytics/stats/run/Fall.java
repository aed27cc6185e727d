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
 * @param from the first evaluation that counts and lies below the band
 * @param to the one behind the last of these
 * @param smoothed trailing mean of normalised performance, per evaluation
 * @param expected the twin's, or the median of the clean band where the twin has none; NaN above
 *     the lower edge of the band
 */
@SuppressWarnings("ArrayRecordComponent")
record Fall(int from, int to, double[] smoothed, double[] expected) {

  static Fall of(Curve run, Curve twin, CleanBand band, int window, int from) {
    double[] smoothed = run.smoothed(window);
    double[] beside = twin.smoothed(window);
    double[] expected = new double[smoothed.length];
    Arrays.fill(expected, Double.NaN);
    int first = smoothed.length;
    int last = from - 1;
    for (int i = from; i < smoothed.length; i++) {
      if (smoothed[i] < band.lower(i)) {
        double reference = i < beside.length ? beside[i] : Double.NaN;
        expected[i] = Double.isFinite(reference) ? reference : band.median(i);
        first = Math.min(first, i);
        last = i;
      }
    }
    return new Fall(first, last + 1, smoothed, expected);
  }

  /** The first evaluation of a stretch below a share of what was expected. */
  OptionalInt first(double share, int consecutive) {
    return Streak.first(from, to, consecutive, below(share));
  }

  /** How long the longest stretch below a share of what was expected is, in evaluations. */
  int longest(double share) {
    return Streak.longest(from, to, below(share));
  }

  private IntPredicate below(double share) {
    return i -> smoothed[i] < share * expected[i];
  }
}
