package org.shaketable.analytics.stats.surrogate;

import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.spectrum.Fourier;

/**
 * A random series that keeps some properties of a given one, for a null distribution.
 *
 * <ul>
 *   <li>fewer than two values: the series itself
 *   <li>NaN: phases give NaN throughout, shifting moves it
 * </ul>
 *
 * Source: Theiler et al. 1992, doi:10.1016/0167-2789(92)90102-S.
 */
public enum SeriesSurrogate {
  /** Shifted around by 1..n-1: keeps the values, and the autocorrelation except at the joint. */
  CIRCULAR {
    @Override
    public double[] of(double[] series, Draws draws) {
      int n = series.length;
      int shift = n < 2 ? 0 : 1 + draws.nextInt(n - 1);
      double[] shifted = new double[n];
      for (int i = 0; i < n; i++) {
        shifted[i] = series[(i + shift) % n];
      }
      return shifted;
    }
  },
  /** Random phases: keeps the power spectrum, so mean, variance and circular autocorrelation. */
  PHASES {
    @Override
    public double[] of(double[] series, Draws draws) {
      int n = series.length;
      double[] angles = new double[n == 0 ? 0 : n / 2 + 1];
      for (int k = 1; 2 * k < n; k++) {
        angles[k] = 2 * Math.PI * draws.nextDouble();
      }
      return Fourier.of(series).turned(angles).inverse();
    }
  };

  /** One surrogate of a series. */
  public abstract double[] of(double[] series, Draws draws);

  /**
   * p of a statistic among those of surrogates, (1 + those at least as large) / (1 + all); NaN
   * surrogates count as at least as large.
   */
  public static double p(double statistic, double[] ofSurrogates) {
    int atLeast = 0;
    for (double value : ofSurrogates) {
      atLeast += value < statistic ? 0 : 1;
    }
    return (1.0 + atLeast) / (1.0 + ofSurrogates.length);
  }
}
