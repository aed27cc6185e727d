package org.shaketable.analytics.stats.warning;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.correlation.Association;
import org.shaketable.analytics.stats.correlation.Correlation;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.descriptive.Rounding;

/**
 * A number of a window of a (detrended) series that tends to grow before a transition.
 *
 * <ul>
 *   <li>the value at t uses the window that ends at t, so nothing from the future
 *   <li>before the first full window, and where the window holds NaN: NaN
 *   <li>a constant window, up to rounding: variance 0, the others NaN
 * </ul>
 *
 * A rising trend (Kendall's tau against time) is the warning.
 */
public enum Indicator {
  /** Variance with n - 1. */
  VARIANCE {
    @Override
    public double of(double[] window) {
      return Moments.of(window).variance();
    }
  },
  STANDARD_DEVIATION {
    @Override
    public double of(double[] window) {
      return Moments.of(window).standardDeviation();
    }
  },
  /** Pearson correlation of the window with itself one evaluation later. */
  AUTOCORRELATION_1 {
    @Override
    public double of(double[] window) {
      return autocorrelation(window, 1);
    }
  },
  /** Pearson correlation of the window with itself two evaluations later. */
  AUTOCORRELATION_2 {
    @Override
    public double of(double[] window) {
      return autocorrelation(window, 2);
    }
  },
  /** Corrected for bias. */
  SKEWNESS {
    @Override
    public double of(double[] window) {
      return Moments.of(window).skewness();
    }
  },
  /** Excess, corrected for bias. */
  KURTOSIS {
    @Override
    public double of(double[] window) {
      return Moments.of(window).kurtosis();
    }
  };

  /** The indicator of one window. */
  public abstract double of(double[] window);

  /**
   * What smoothing leaves of a state, for the indicators; 0 where that is nothing but rounding,
   * which a constant state would otherwise show as structure.
   */
  public static double[] residual(double[] state, double[] smooth) {
    double[] residual = new double[state.length];
    Arrays.setAll(residual, t -> Rounding.difference(state[t], smooth[t]));
    return residual;
  }

  /** The indicator at each point of a series. */
  public double[] rolling(double[] series, int window) {
    double[] values = new double[series.length];
    Arrays.setAll(
        values,
        t -> t + 1 < window ? Double.NaN : of(Arrays.copyOfRange(series, t + 1 - window, t + 1)));
    return values;
  }

  /** Rolling standard deviation of a residual over the rolling mean of the state. */
  public static double[] coefficientOfVariation(double[] residual, double[] state, int window) {
    double[] values = STANDARD_DEVIATION.rolling(residual, window);
    for (int t = window - 1; t < values.length; t++) {
      values[t] /= Moments.of(Arrays.copyOfRange(state, t + 1 - window, t + 1)).average();
    }
    return values;
  }

  /** Kendall's tau of the defined values against time. */
  public static Correlation trend(double[] values) {
    int[] defined =
        IntStream.range(0, values.length).filter(t -> !Double.isNaN(values[t])).toArray();
    return Association.KENDALL.of(
        Arrays.stream(defined).asDoubleStream().toArray(),
        Arrays.stream(defined).mapToDouble(t -> values[t]).toArray());
  }

  private static double autocorrelation(double[] window, int lag) {
    if (window.length <= lag) {
      return Double.NaN;
    }
    return Association.PEARSON.coefficient(
        Arrays.copyOfRange(window, lag, window.length), Arrays.copyOf(window, window.length - lag));
  }
}
