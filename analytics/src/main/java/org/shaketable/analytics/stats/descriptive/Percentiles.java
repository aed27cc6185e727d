package org.shaketable.analytics.stats.descriptive;

import java.util.Arrays;
import org.apache.commons.numbers.arrays.Selection;

/**
 * Percentiles by linear interpolation between order statistics.
 *
 * <pre>h = (n - 1) p / 100;  q = x[floor h] + (h - floor h) (x[floor h + 1] - x[floor h])</pre>
 *
 * <ul>
 *   <li>empty: NaN
 *   <li>one value: that value
 *   <li>NaN among the values: NaN; leave them out first with {@link #withoutNaN(double[])}
 *   <li>infinities: ordered as numbers; between a finite number and an infinite one lies the
 *       infinite one, between both infinities the nearer, half-way NaN
 * </ul>
 *
 * Source: definition 7 of Hyndman and Fan, doi:10.1080/00031305.1996.10473566, which is NumPy's
 * default "linear".
 */
public final class Percentiles {
  private Percentiles() {}

  /** The percentile {@code p} in [0, 100] of unsorted values, which stay as they are. */
  public static double of(double[] values, double p) {
    double place = place(values.length, p);
    for (double value : values) {
      if (Double.isNaN(value)) {
        return Double.NaN;
      }
    }
    double[] parted = values.clone();
    if (parted.length > 1) {
      int below = (int) place;
      Selection.select(parted, new int[] {below, Math.min(below + 1, parted.length - 1)});
    }
    return at(parted, place);
  }

  /** The percentile of values in ascending order (NaN last, as {@link Arrays#sort(double[])}). */
  public static double ofSorted(double[] sorted, double p) {
    double place = place(sorted.length, p);
    int n = sorted.length;
    return n > 0 && Double.isNaN(sorted[n - 1]) ? Double.NaN : at(sorted, place);
  }

  private static double place(int n, double p) {
    if (!(p >= 0 && p <= 100)) {
      throw new IllegalArgumentException(
          "Invalid percentile: expected a number in [0, 100], found " + p);
    }
    return (n - 1) * (p / 100);
  }

  /** The value at a place of values of which those beside it are as if they were sorted. */
  private static double at(double[] parted, double place) {
    if (parted.length == 0) {
      return Double.NaN;
    }
    int below = (int) place;
    double high = parted[Math.min(below + 1, parted.length - 1)];
    return interpolate(parted[below], high, place - below);
  }

  /** The median; NaN if empty. */
  public static double median(double[] values) {
    return of(values, 50);
  }

  /** A copy without the NaN values. */
  public static double[] withoutNaN(double[] values) {
    double[] known = new double[values.length];
    int count = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        known[count++] = value;
      }
    }
    return count == known.length ? known : Arrays.copyOf(known, count);
  }

  /**
   * From the nearer end, so that the result is monotone in the fraction and exact at both ends;
   * with infinities as said above.
   */
  public static double interpolate(double low, double high, double fraction) {
    if (fraction == 0 || low == high) {
      return low;
    }
    if (fraction == 1) {
      return high;
    }
    if (Double.isInfinite(low) || Double.isInfinite(high)) {
      return unbounded(low, high, fraction);
    }
    double step = high - low;
    return fraction < 0.5 ? low + step * fraction : high - step * (1 - fraction);
  }

  private static double unbounded(double low, double high, double fraction) {
    if (Double.isInfinite(low) && Double.isInfinite(high)) {
      return fraction == 0.5 ? Double.NaN : fraction < 0.5 ? low : high;
    }
    return low + high;
  }
}
