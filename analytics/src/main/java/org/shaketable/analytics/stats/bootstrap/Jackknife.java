package org.shaketable.analytics.stats.bootstrap;

import org.shaketable.analytics.stats.descriptive.Moments;

/**
 * Skewness and variance of a statistic by leaving out one row, or group of rows, at a time.
 *
 * <pre>a = sum u^3 / n_s^3 / (6 (sum u^2 / n_s^2)^1.5),  u = (n_s - 1) (mean of stratum - value)
 * </pre>
 *
 * <ul>
 *   <li>strata of one row contribute nothing
 *   <li>a statistic that does not vary beyond rounding, or is NaN without some row: NaN
 * </ul>
 *
 * Source: Davison and Hinkley 1997, section 5.3.2 (several samples); for one sample the usual
 * formula.
 */
public final class Jackknife {
  private Jackknife() {}

  /**
   * {@code (n - 1) / n} times the sum of squares of the statistic's values without each of n rows
   * or groups, about their mean; NaN for none.
   */
  public static double variance(double[] without) {
    return Moments.of(without).m2() * (without.length - 1.0) / without.length;
  }

  /** The acceleration constant of the BCa interval. */
  public static double acceleration(Strata strata, Statistic statistic) {
    Resample resample = new Resample(strata);
    double squares = 0;
    double cubes = 0;
    for (int s = 0; s < strata.strata(); s++) {
      double n = strata.start(s + 1) - strata.start(s);
      for (double influence : influence(strata, s, resample, statistic)) {
        double u = (n - 1) * influence;
        squares += u * u / (n * n);
        cubes += u * u * u / (n * n * n);
      }
    }
    return squares == 0 ? Double.NaN : cubes / (6 * Math.pow(squares, 1.5));
  }

  /** Mean of the stratum's leave-one-out values less each of them. */
  private static double[] influence(
      Strata strata, int stratum, Resample resample, Statistic statistic) {
    int start = strata.start(stratum);
    double[] values = new double[strata.start(stratum + 1) - start];
    if (values.length < 2) {
      return new double[0];
    }
    for (int i = 0; i < values.length; i++) {
      resample.without(start + i);
      values[i] = statistic.of(resample);
    }
    Moments moments = Moments.of(values);
    for (int i = 0; i < values.length; i++) {
      values[i] = moments.m2() == 0 ? 0 : moments.mean() - values[i];
    }
    return values;
  }
}
