package org.shaketable.analytics.stats.detection;

import java.util.Arrays;
import org.shaketable.analytics.stats.descriptive.Rounding;
import org.shaketable.analytics.stats.warning.Indicator;

/**
 * Early-warning signals of the windows that end at each value of a series, each around its
 * least-squares line: the {@link Indicator}s of what is left beside the line, to the last bit.
 *
 * <ul>
 *   <li>NaN where the window is not full of finite values
 *   <li>the variance 0 and the others NaN where nothing but rounding of what the line reaches is
 *       left, as on a plateau
 * </ul>
 *
 * Every sum goes through the values of a window in their order, and through all windows side by
 * side, so that the processor takes several of them at once.
 */
public final class DetrendedWindows {
  private final int window;
  private final int length;
  private final boolean[] full;

  /** What is left of each window, values of a window x windows. */
  private final double[][] residuals;

  private DetrendedWindows(int window, int length, boolean[] full, double[][] residuals) {
    this.window = window;
    this.length = length;
    this.full = full;
    this.residuals = residuals;
  }

  /** The windows of so many values, three or more. */
  public static DetrendedWindows of(double[] values, int window) {
    int count = Math.max(0, values.length + 1 - window);
    boolean[] full = new boolean[count];
    int finite = 0;
    for (int i = 0; i < values.length; i++) {
      finite = Double.isFinite(values[i]) ? finite + 1 : 0;
      if (i + 1 >= window) {
        full[i + 1 - window] = finite >= window;
      }
    }
    return new DetrendedWindows(window, values.length, full, residuals(values, window, count));
  }

  private static double[][] residuals(double[] values, int window, int count) {
    double[] mean = new double[count];
    for (int i = 0; i < window; i++) {
      for (int t = 0; t < count; t++) {
        mean[t] += values[t + i];
      }
    }
    for (int t = 0; t < count; t++) {
      mean[t] /= window;
    }
    double middle = (window - 1) / 2.0;
    double[] slope = slopes(values, window, mean, middle);
    double[][] residuals = new double[window][count];
    double[] squares = new double[count];
    for (int i = 0; i < window; i++) {
      double[] residual = residuals[i];
      double place = i - middle;
      for (int t = 0; t < count; t++) {
        residual[t] = values[t + i] - mean[t] - slope[t] * place;
      }
      for (int t = 0; t < count; t++) {
        squares[t] += residual[t] * residual[t];
      }
    }
    for (int t = 0; t < count; t++) {
      double reach = Math.abs(mean[t]) + Math.abs(slope[t]) * middle;
      if (Rounding.only(Math.sqrt(squares[t] / window), reach)) {
        for (double[] residual : residuals) {
          residual[t] = 0;
        }
      }
    }
    return residuals;
  }

  private static double[] slopes(double[] values, int window, double[] mean, double middle) {
    double[] slope = new double[mean.length];
    double square = 0;
    for (int i = 0; i < window; i++) {
      double place = i - middle;
      for (int t = 0; t < slope.length; t++) {
        slope[t] += place * (values[t + i] - mean[t]);
      }
      square += place * place;
    }
    for (int t = 0; t < slope.length; t++) {
      slope[t] /= square;
    }
    return slope;
  }

  /** Variance with n - 1. */
  public double[] variance() {
    Spread spread = new Spread(0, window);
    return signal(t -> spread.second[t] / (window - 1));
  }

  /** Skewness, corrected for bias. */
  public double[] skewness() {
    Spread spread = new Spread(0, window);
    double n = window;
    return signal(
        t ->
            spread.second[t] > 0
                ? Math.sqrt(n * (n - 1))
                    / (n - 2)
                    * (spread.third[t] / n)
                    / Math.pow(spread.second[t] / n, 1.5)
                : Double.NaN);
  }

  /** Pearson correlation of the window with itself one evaluation later. */
  public double[] autocorrelation() {
    Spread later = new Spread(1, window);
    Spread earlier = new Spread(0, window - 1);
    double[] products = new double[full.length];
    for (int i = 1; i < window; i++) {
      double[] one = residuals[i];
      double[] other = residuals[i - 1];
      for (int t = 0; t < products.length; t++) {
        products[t] += (one[t] - later.mean[t]) * (other[t] - earlier.mean[t]);
      }
    }
    return signal(
        t ->
            later.second[t] == 0 || earlier.second[t] == 0
                ? Double.NaN
                : Math.max(
                    -1,
                    Math.min(
                        1,
                        products[t] / Math.sqrt(later.second[t]) / Math.sqrt(earlier.second[t]))));
  }

  /** A number of one window. */
  @FunctionalInterface
  private interface OfWindow {
    double at(int t);
  }

  /** One number for each value: that of the window that ends there. */
  private double[] signal(OfWindow number) {
    double[] signal = new double[length];
    Arrays.fill(signal, Double.NaN);
    for (int t = 0; t < full.length; t++) {
      if (full[t]) {
        signal[t + window - 1] = number.at(t);
      }
    }
    return signal;
  }

  /** Mean and central sums of some of the values of every window, as moments have them. */
  private final class Spread {
    private final double[] mean;
    private final double[] second = new double[full.length];
    private final double[] third = new double[full.length];

    /** Of the values from one to another. */
    Spread(int from, int to) {
      int n = to - from;
      mean = mean(from, to);
      for (int i = from; i < to; i++) {
        double[] residual = residuals[i];
        for (int t = 0; t < second.length; t++) {
          double d = residual[t] - mean[t];
          second[t] += d * d;
          third[t] += d * d * d;
        }
      }
      for (int t = 0; t < second.length; t++) {
        if (Rounding.only(Math.sqrt(second[t] / n), mean[t])) {
          second[t] = 0;
          third[t] = 0;
        }
      }
    }

    /** The mean to an ulp: what the first sum lost is added. */
    private double[] mean(int from, int to) {
      int n = to - from;
      double[] first = new double[full.length];
      double[] lost = new double[full.length];
      for (int i = from; i < to; i++) {
        double[] residual = residuals[i];
        for (int t = 0; t < first.length; t++) {
          first[t] += residual[t];
        }
      }
      for (int t = 0; t < first.length; t++) {
        first[t] /= n;
      }
      for (int i = from; i < to; i++) {
        double[] residual = residuals[i];
        for (int t = 0; t < lost.length; t++) {
          lost[t] += residual[t] - first[t];
        }
      }
      for (int t = 0; t < first.length; t++) {
        first[t] = Double.isFinite(lost[t]) ? first[t] + lost[t] / n : first[t];
      }
      return first;
    }
  }
}
