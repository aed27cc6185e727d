package org.shaketable.analytics.stats.warning;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.shaketable.analytics.stats.metastate.Surrogate;

/**
 * Whether early-warning indicators of one series rise more than they do in surrogates of the same
 * series: the null of that run alone.
 *
 * <pre>
 * residual = series less its Gaussian-smoothed self (bandwidth a tenth of its length)
 * tau = Kendall's tau_a of the indicator in windows of half the length, against time
 * p = (1 + surrogates of the residual whose tau is not below) / (1 + surrogates)
 * </pre>
 *
 * Surrogates keep the residual's variance and lag-1 autocorrelation (AR(1)), or its whole power
 * spectrum (random phases); both are stationary, so a trend in them is chance.
 *
 * <ul>
 *   <li>fewer than {@value #FEWEST} values, one that is not finite, or no variation: no test
 *   <li>larger tau: the indicator rises, as it does before some transitions
 * </ul>
 *
 * Source: Dakos et al. 2012, doi:10.1371/journal.pone.0041010.
 *
 * @param tau of each signal
 * @param p of each signal, by the null
 * @param n values of the series
 */
public record TrendTest(Map<Signal, Double> tau, Map<Surrogate, Map<Signal, Double>> p, int n) {
  /** Values below which there is no test. */
  public static final int FEWEST = 20;

  /** The nulls that keep what a stationary series is. */
  public static final List<Surrogate> NULLS = List.of(Surrogate.AR1, Surrogate.PHASE_SHUFFLED);

  private static final int DRAWS = 99;
  private static final double BANDWIDTH = 0.1;

  /** What is taken of each window. */
  public enum Signal {
    VARIANCE,
    AUTOCORRELATION,
    SKEWNESS
  }

  /** The test of a series; null where there is none. */
  public static TrendTest of(double[] series, SplittableRandom random) {
    if (series.length < FEWEST || !Arrays.stream(series).allMatch(Double::isFinite)) {
      return null;
    }
    double[] residual = residual(series);
    if (Arrays.stream(residual).allMatch(value -> value == 0)) {
      return null;
    }
    double[] found = taus(residual);
    Map<Surrogate, Map<Signal, Double>> p = new EnumMap<>(Surrogate.class);
    for (Surrogate surrogate : NULLS) {
      p.put(surrogate, p(found, surrogate.sampler(residual), random));
    }
    return new TrendTest(bySignal(found), p, series.length);
  }

  private static Map<Signal, Double> p(
      double[] found, Surrogate.Sampler sampler, SplittableRandom random) {
    double[] notBelow = new double[found.length];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] tau = taus(sampler.draw(random));
      for (int i = 0; i < tau.length; i++) {
        notBelow[i] += tau[i] >= found[i] ? 1 : 0;
      }
    }
    double[] p = new double[found.length];
    Arrays.setAll(p, i -> Double.isNaN(found[i]) ? Double.NaN : (1 + notBelow[i]) / (1.0 + DRAWS));
    return bySignal(p);
  }

  private static Map<Signal, Double> bySignal(double[] values) {
    Map<Signal, Double> bySignal = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      bySignal.put(signal, values[signal.ordinal()]);
    }
    return bySignal;
  }

  /** What Gaussian smoothing leaves of a series. */
  static double[] residual(double[] series) {
    double width = BANDWIDTH * series.length;
    double[] smooth = new double[series.length];
    for (int i = 0; i < series.length; i++) {
      double sum = 0;
      double weights = 0;
      for (int j = 0; j < series.length; j++) {
        double weight = Math.exp(-0.5 * (i - j) * (i - j) / (width * width));
        sum += weight * series[j];
        weights += weight;
      }
      smooth[i] = sum / weights;
    }
    return Indicator.residual(series, smooth);
  }

  /** Kendall's tau of each signal against time; a rolling window of half the series. */
  static double[] taus(double[] residual) {
    double[][] signals = RollingSignals.of(residual, residual.length / 2);
    double[] taus = new double[signals.length];
    for (int i = 0; i < taus.length; i++) {
      taus[i] = tau(signals[i]);
    }
    return taus;
  }

  private static double tau(double[] values) {
    long score = 0;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        return Double.NaN;
      }
      int above = 0;
      for (int j = 0; j < i; j++) {
        // Two comparisons without a branch: which way they go cannot be foreseen.
        above += (values[i] > values[j] ? 1 : 0) - (values[i] < values[j] ? 1 : 0);
      }
      score += above;
    }
    return 2.0 * score / ((double) values.length * (values.length - 1));
  }
}
