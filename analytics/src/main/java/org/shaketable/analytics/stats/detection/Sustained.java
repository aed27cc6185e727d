package org.shaketable.analytics.stats.detection;

import java.util.OptionalInt;

/**
 * Exceedances that last: a statistic counts only where several evaluations in a row have it.
 *
 * <pre>sustained[t] = min(x[t], ..., x[t + consecutive - 1])</pre>
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
    for (int i = 0; i + consecutive <= series.length; i++) {
      maximum = Math.max(maximum, least(series, i, consecutive));
    }
    return maximum;
  }

  /** First of the first exceedances in a row. */
  public static OptionalInt alarm(double[] series, double threshold, int consecutive) {
    for (int i = 0; i + consecutive <= series.length; i++) {
      if (least(series, i, consecutive) > threshold) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static double least(double[] series, int from, int consecutive) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = from; i < from + consecutive; i++) {
      least = Math.min(least, Double.isNaN(series[i]) ? Double.NEGATIVE_INFINITY : series[i]);
    }
    return least;
  }
}
