package org.shaketable.analytics.stats.detection;

import java.util.Arrays;

/**
 * Series that judge each value by those before it alone.
 *
 * <ul>
 *   <li>values that are not finite are skipped as past and NaN as result
 *   <li>too short a past, or one that does not vary: NaN (0 for the cumulative sum)
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
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double[] past = past(values, i, window);
      double z = past.length < FEWEST ? 0 : (values[i] - mean(past)) / deviation(past);
      sum = Double.isFinite(z) ? Math.max(0, sum + z - 0.5) : sum;
      sums[i] = sum;
    }
    return sums;
  }

  /**
   * Early-warning signals of the window that ends at each value, around its least-squares line.
   *
   * @param variance of the window
   * @param autocorrelation at lag 1
   */
  public record Warnings(double[] variance, double[] autocorrelation) {}

  /** Both early-warning signals of a series; NaN where the window is not full of finite values. */
  public static Warnings warnings(double[] values, int window) {
    Warnings warnings = new Warnings(new double[values.length], new double[values.length]);
    double[] residuals = new double[window];
    int finite = 0;
    for (int i = 0; i < values.length; i++) {
      finite = Double.isFinite(values[i]) ? finite + 1 : 0;
      boolean full = finite >= window;
      if (full) {
        residuals(values, i + 1 - window, residuals);
      }
      warnings.variance[i] = full ? variance(residuals) : Double.NaN;
      warnings.autocorrelation[i] = full ? lagOne(residuals) : Double.NaN;
    }
    return warnings;
  }

  /** Variance of the window that ends at each value, around its least-squares line. */
  public static double[] variance(double[] values, int window) {
    return warnings(values, window).variance;
  }

  /** Lag-1 autocorrelation of the window that ends at each value, around its line. */
  public static double[] autocorrelation(double[] values, int window) {
    return warnings(values, window).autocorrelation;
  }

  private static double[] past(double[] values, int end, int window) {
    int start = Math.max(0, end - window);
    double[] past = new double[end - start];
    int count = 0;
    for (int i = start; i < end; i++) {
      if (Double.isFinite(values[i])) {
        past[count++] = values[i];
      }
    }
    return count == past.length ? past : Arrays.copyOf(past, count);
  }

  /** What is left of the values from {@code start} on beside their least-squares line. */
  private static void residuals(double[] values, int start, double[] residuals) {
    int length = residuals.length;
    double middle = (length - 1) / 2.0;
    double mean = 0;
    for (int i = 0; i < length; i++) {
      mean += values[start + i];
    }
    mean /= length;
    double product = 0;
    double square = 0;
    for (int i = 0; i < length; i++) {
      product += (i - middle) * (values[start + i] - mean);
      square += (i - middle) * (i - middle);
    }
    double slope = product / square;
    for (int i = 0; i < length; i++) {
      residuals[i] = values[start + i] - mean - slope * (i - middle);
    }
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / values.length;
  }

  private static double deviation(double[] values) {
    double deviation = Math.sqrt(variance(values));
    return deviation > 0 ? deviation : Double.NaN;
  }

  private static double lagOne(double[] residuals) {
    double product = 0;
    double square = 0;
    for (int i = 0; i < residuals.length; i++) {
      product += i == 0 ? 0 : residuals[i] * residuals[i - 1];
      square += residuals[i] * residuals[i];
    }
    return square > 0 ? product / square : Double.NaN;
  }
}
