package org.shaketable.analytics.stats.descriptive;

import java.util.Arrays;

/**
 * Robust dispersion of a sample. Smaller is more stable.
 *
 * <ul>
 *   <li>empty: NaN
 *   <li>one value: 0
 *   <li>NaN among the values: NaN
 *   <li>infinities: distances from them are infinite, between equal ones 0
 *   <li>scaling by c scales the result by |c|, a shift changes nothing
 * </ul>
 */
public enum Spread {
  /** 75th less 25th percentile. */
  INTERQUARTILE_RANGE {
    @Override
    public double of(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return Rounding.difference(
          Percentiles.ofSorted(sorted, 75), Percentiles.ofSorted(sorted, 25));
    }
  },
  /** Median of the distances from the median, without the factor 1.4826. */
  MEDIAN_ABSOLUTE_DEVIATION {
    @Override
    public double of(double[] values) {
      return medianDistance(values, Percentiles.median(values));
    }
  },
  /** Square root of the variance with n - 1; NaN for one value. */
  STANDARD_DEVIATION {
    @Override
    public double of(double[] values) {
      return Moments.of(values).standardDeviation();
    }
  };

  /** The median of the values' distances from their median, which is known. */
  public static double medianDistance(double[] values, double median) {
    double[] distances = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      distances[i] = Math.abs(Rounding.difference(values[i], median));
    }
    return Percentiles.median(distances);
  }

  /** The dispersion of the values, which stay as they are. */
  public abstract double of(double[] values);
}
