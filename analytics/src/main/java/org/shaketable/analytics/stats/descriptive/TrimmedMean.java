package org.shaketable.analytics.stats.descriptive;

import java.util.Arrays;

/**
 * Mean without the smallest and largest values.
 *
 * <pre>k = floor(share n);  mean of x[k], ..., x[n - k - 1] in ascending order</pre>
 *
 * A share of 1/4 gives the interquartile mean: robust to outliers as the median is, but with a
 * smaller variance. Larger is more stable where the values are stabilities.
 *
 * <ul>
 *   <li>empty: NaN
 *   <li>one value: that value
 *   <li>NaN among the values: NaN
 *   <li>infinities: trimmed as the extremes that they are
 * </ul>
 *
 * Source: Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice",
 * arXiv 2108.13264; the whole values are dropped, with no fractional weights.
 */
public final class TrimmedMean {
  private static final double QUARTER = 0.25;

  private TrimmedMean() {}

  /** Mean without the {@code share} in [0, 0.5) of the values at each end. */
  public static double of(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, share);
  }

  /** Mean of the middle half. */
  public static double interquartile(double[] values) {
    return of(values, QUARTER);
  }

  /** The mean {@link #of(double[], double)} of values that are in ascending order, NaN last. */
  public static double ofSorted(double[] sorted, double share) {
    if (!(share >= 0 && share < 0.5)) {
      throw new IllegalArgumentException(
          "Invalid share: expected a number in [0, 0.5), found " + share);
    }
    int n = sorted.length;
    if (n == 0 || Double.isNaN(sorted[n - 1])) {
      return Double.NaN;
    }
    int dropped = (int) (share * n);
    double sum = 0;
    for (int i = dropped; i < n - dropped; i++) {
      sum += sorted[i];
    }
    return sum / (n - 2 * dropped);
  }
}
