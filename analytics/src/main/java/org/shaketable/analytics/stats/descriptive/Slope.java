package org.shaketable.analytics.stats.descriptive;

/**
 * Slope of a series against its index.
 *
 * <ul>
 *   <li>fewer than two values: NaN
 *   <li>NaN among the values: NaN
 *   <li>scaling the values scales the slope, a shift changes nothing
 * </ul>
 */
public enum Slope {
  /** Least squares. */
  LEAST_SQUARES {
    @Override
    public double of(double[] values) {
      double centre = (values.length - 1) / 2.0;
      double mean = Moments.of(values).average();
      double sxy = 0;
      double sxx = 0;
      for (int i = 0; i < values.length; i++) {
        sxy += (i - centre) * (values[i] - mean);
        sxx += (i - centre) * (i - centre);
      }
      return values.length < 2 ? Double.NaN : sxy / sxx;
    }
  },
  /** Median of the slopes between all pairs (Theil and Sen, doi:10.2307/2285891). */
  THEIL_SEN {
    @Override
    public double of(double[] values) {
      int n = values.length;
      double[] slopes = new double[n * (n - 1) / 2];
      int k = 0;
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          slopes[k++] = (values[j] - values[i]) / (j - i);
        }
      }
      return Percentiles.median(slopes);
    }
  };

  /** The slope per index. */
  public abstract double of(double[] values);
}
