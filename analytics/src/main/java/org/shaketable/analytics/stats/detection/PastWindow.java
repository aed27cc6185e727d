package org.shaketable.analytics.stats.detection;

import org.shaketable.analytics.stats.descriptive.Rounding;

/**
 * Series that judge each value by those before it alone.
 *
 * <ul>
 *   <li>cumulative sum: values that are not finite are skipped; it stays as it is at such a value
 *       and where the past does not vary ({@link Rounding}), and falls by 1/2, down to 0, where
 *       fewer than 5 values are past
 *   <li>falls: values that are not finite are left out; NaN where fewer than 5 are left before, or
 *       none of the latest
 * </ul>
 */
public final class PastWindow {
  private static final int FEWEST = 5;

  private PastWindow() {}

  /**
   * Page's one-sided cumulative sum of standardised rises, {@code c = max(0, c + z - 1/2)}, z being
   * the distance from the mean of the window before in its standard deviations
   * (doi:10.1093/biomet/41.1-2.100).
   */
  public static double[] cumulativeSum(double[] values, int window) {
    double[] sums = new double[values.length];
    double[] past = new double[window];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      int count = finite(values, Math.max(0, i - window), i, past);
      double z = count < FEWEST ? 0 : distance(values[i], past, count);
      sum = Double.isFinite(z) ? Math.max(0, sum + z - 0.5) : sum;
      sums[i] = sum;
    }
    return sums;
  }

  /** Puts the finite values from {@code start} to {@code end} into {@code past}; how many. */
  private static int finite(double[] values, int start, int end, double[] past) {
    int count = 0;
    for (int i = start; i < end; i++) {
      if (Double.isFinite(values[i])) {
        past[count++] = values[i];
      }
    }
    return count;
  }

  /** From the mean of the past, in its standard deviations; NaN where it does not vary. */
  private static double distance(double value, double[] past, int count) {
    double mean = mean(past, 0, count);
    double deviation = Math.sqrt(variance(past, count, mean));
    return Rounding.only(deviation, mean) ? Double.NaN : (value - mean) / deviation;
  }

  /**
   * How much lower the values are than they were: the mean of the window of {@code before} values
   * that ends in front of the latest, less the mean of the {@code latest}.
   */
  public static double[] fall(double[] values, int before, int latest) {
    double[] falls = new double[values.length];
    double[] past = new double[before];
    double[] recent = new double[latest];
    for (int i = 0; i < values.length; i++) {
      int start = Math.max(0, i + 1 - latest);
      int count = finite(values, Math.max(0, start - before), start, past);
      int now = finite(values, start, i + 1, recent);
      falls[i] =
          count < FEWEST || now == 0 ? Double.NaN : mean(past, 0, count) - mean(recent, 0, now);
    }
    return falls;
  }

  private static double mean(double[] values, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += values[i];
    }
    return sum / length;
  }

  private static double variance(double[] values, int length, double mean) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (values[i] - mean) * (values[i] - mean);
    }
    return sum / length;
  }
}
