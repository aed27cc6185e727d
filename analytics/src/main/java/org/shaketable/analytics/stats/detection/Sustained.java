package org.shaketable.analytics.stats.detection;

import java.util.OptionalInt;

/**
 * Exceedances that last: a statistic counts only where several evaluations in a row have it.
 *
 * <pre>sustained[t] = min(x[t - consecutive + 1], ..., x[t])</pre>
 *
 * <ul>
 *   <li>NaN is no exceedance
 *   <li>fewer evaluations than asked for in a row: no maximum (negative infinity) and no alarm
 * </ul>
 */
public final class Sustained {
  /** Exceedances in a row that make an alarm, by default. */
  public static final int CONSECUTIVE = 3;

  private Sustained() {}

  /** Largest sustained value: the run gives an alarm at every threshold below it. */
  public static double maximum(double[] series, int consecutive) {
    double maximum = Double.NEGATIVE_INFINITY;
    int above = 0;
    for (int i = 0; i < series.length; i++) {
      above = series[i] > maximum ? above + 1 : 0;
      if (above == consecutive) {
        // Only a stretch that lies above the maximum altogether can raise it.
        maximum = least(series, i, consecutive);
        above = trailing(series, i, consecutive, maximum);
      }
    }
    return maximum;
  }

  private static double least(double[] series, int last, int consecutive) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = last - consecutive + 1; i <= last; i++) {
      least = Math.min(least, series[i]);
    }
    return least;
  }

  private static int trailing(double[] series, int last, int consecutive, double maximum) {
    int count = 0;
    while (count < consecutive && series[last - count] > maximum) {
      count++;
    }
    return count;
  }

  /**
   * When the first exceedances in a row are known: the place of the last of them. Nobody could have
   * rung at the first, for two more decide whether it counts.
   */
  public static OptionalInt alarm(double[] series, double threshold, int consecutive) {
    int above = 0;
    for (int i = 0; i < series.length; i++) {
      above = series[i] > threshold ? above + 1 : 0;
      if (above == consecutive) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
