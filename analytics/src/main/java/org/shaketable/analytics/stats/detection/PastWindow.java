package org.shaketable.analytics.stats.detection;

import java.util.Arrays;
import org.shaketable.analytics.stats.descriptive.Rounding;
import org.shaketable.analytics.stats.warning.Indicator;

/**
 * Series that judge each value by those before it alone.
 *
 * <ul>
 *   <li>cumulative sum: values that are not finite are skipped; it stays as it is at such a value
 *       and where the past does not vary ({@link Rounding}), and falls by 1/2, down to 0, where
 *       fewer than 5 values are past
 *   <li>falls: values that are not finite are left out; NaN where fewer than 5 are left before, or
 *       none of the latest
 *   <li>early-warning signals: NaN where the window is not full of finite values; the variance 0
 *       and the others NaN where nothing but rounding is left beside the line, as on a plateau
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

  /**
   * An early-warning signal of the window that ends at each value, around its least-squares line.
   *
   * @param residuals the windows, see {@link #residuals}
   */
  public static double[] warning(double[][] residuals, Indicator indicator) {
    double[] warnings = new double[residuals.length];
    Arrays.setAll(warnings, i -> residuals[i] == null ? Double.NaN : indicator.of(residuals[i]));
    return warnings;
  }

  /**
   * What is left of the window that ends at each value beside its least-squares line; null where
   * the window is not full of finite values.
   */
  public static double[][] residuals(double[] values, int window) {
    double[][] residuals = new double[values.length][];
    int finite = 0;
    for (int i = 0; i < values.length; i++) {
      finite = Double.isFinite(values[i]) ? finite + 1 : 0;
      residuals[i] = finite >= window ? residuals(values, i + 1 - window, window) : null;
    }
    return residuals;
  }

  /** 0 throughout where what is left is rounding of what the line reaches. */
  private static double[] residuals(double[] values, int start, int length) {
    double middle = (length - 1) / 2.0;
    double mean = mean(values, start, length);
    double product = 0;
    double square = 0;
    for (int i = 0; i < length; i++) {
      product += (i - middle) * (values[start + i] - mean);
      square += (i - middle) * (i - middle);
    }
    double slope = product / square;
    double[] residuals = new double[length];
    for (int i = 0; i < length; i++) {
      residuals[i] = values[start + i] - mean - slope * (i - middle);
    }
    double reach = Math.abs(mean) + Math.abs(slope) * middle;
    return Rounding.only(Math.sqrt(variance(residuals, length, 0)), reach)
        ? new double[length]
        : residuals;
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
