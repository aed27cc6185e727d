package org.shaketable.analytics.stats.bootstrap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.descriptive.Rounding;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Stratified bootstrap intervals.
 *
 * <p>Each replicate draws, within every stratum, as many rows as it has, with replacement, and
 * computes the statistic. Percentile: the a/2 and 1 - a/2 percentiles of the replicates. BCa: the
 * same at levels corrected for bias and skewness,
 *
 * <pre>
 * z0 = Phi^-1(share of replicates below the estimate, ties 1/2)
 * a  = sum u^3 / (6 (sum u^2)^1.5),  u = mean of jackknife - jackknife
 * level' = Phi(z0 + (z0 + z) / (1 - a (z0 + z)))
 * </pre>
 *
 * with the jackknife leaving out one row of any stratum at a time, u being weighted by (n_s - 1) /
 * n_s as influence values of stratum s are.
 *
 * <ul>
 *   <li>no rows, or a statistic that is not defined for them: estimate and bounds NaN
 *   <li>replicates whose statistic is NaN are left out; none left: bounds NaN
 *   <li>one row in each stratum: percentile and BCa intervals have length 0, which says nothing
 *   <li>BCa where every replicate lies on one side, or the jackknife does not vary: the percentile
 *       interval
 *   <li>the same seed and rows give the same bits, whatever order the rows came in
 * </ul>
 *
 * Of interquartile means of 4 to 8 runs, percentile and BCa intervals cover 80 to 92 % ({@code
 * bench coverage}), so the tables have {@link #widened}.
 *
 * <p>Sources: Efron and Tibshirani 1993; Davison and Hinkley 1997, section 5.3; rliable, arXiv
 * 2108.13264.
 */
public final class Bootstrap {
  private Bootstrap() {}

  /** The percentile interval. */
  public static Interval percentile(
      Strata strata, Statistic statistic, BootstrapSettings settings) {
    double estimate = statistic.of(new Resample(strata));
    double[] sorted = sortedReplicates(strata, statistic, settings);
    double tail = 50 * (1 - settings.level());
    return interval(strata, estimate, sorted, tail, 100 - tail, settings);
  }

  /**
   * The percentile interval with both halves lengthened for small samples, as {@link
   * Widening#SAMPLE} says:
   *
   * <pre>
   * estimate - k (estimate - lower), estimate + k' (upper - estimate)
   * </pre>
   *
   * with its factors k and k'. No row to spare (as many as strata), or all draws alike up to
   * rounding: no bounds, for runs that all end alike say nothing of how the next will differ.
   * Measured coverage: {@link org.shaketable.analytics.stats.coverage}.
   */
  public static Interval widened(Strata strata, Statistic statistic, BootstrapSettings settings) {
    return widened(strata, statistic, Widening.SAMPLE, settings);
  }

  /** A percentile interval widened by other factors. */
  public static Interval widened(
      Strata strata, Statistic statistic, Widening widening, BootstrapSettings settings) {
    Statistics alone = rows -> new double[] {statistic.of(rows)};
    return widenedEach(strata, alone, List.of(widening), settings).get(0);
  }

  /**
   * The widened intervals of several statistics of the same draws.
   *
   * @param widenings one per statistic
   */
  public static List<Interval> widenedEach(
      Strata strata, Statistics statistics, List<Widening> widenings, BootstrapSettings settings) {
    double tail = 50 * (1 - settings.level());
    double[] estimates = statistics.of(new Resample(strata));
    double[][] replicates = replicates(strata, statistics, estimates.length, settings);
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < estimates.length; i++) {
      double[] sorted = Percentiles.withoutNaN(replicates[i]);
      Arrays.sort(sorted);
      Interval plain = interval(strata, estimates[i], sorted, tail, 100 - tail, settings);
      intervals.add(lengthened(plain, strata, widenings.get(i)));
    }
    return intervals;
  }

  private static Interval lengthened(Interval plain, Strata strata, Widening widening) {
    double estimate = plain.estimate();
    double below = widening.below(strata, plain.level());
    double width = Rounding.difference(plain.upper(), plain.lower());
    if (below == Double.POSITIVE_INFINITY || !(width > 0)) {
      return Interval.unbounded(estimate, plain.level(), plain.n());
    }
    double above = widening.above(strata, plain.level());
    return new Interval(
        estimate,
        Math.min(
            plain.lower(),
            estimate - below * Math.max(0, Rounding.difference(estimate, plain.lower()))),
        Math.max(
            plain.upper(),
            estimate + above * Math.max(0, Rounding.difference(plain.upper(), estimate))),
        plain.level(),
        plain.n());
  }

  private static double[][] replicates(
      Strata strata, Statistics statistics, int width, BootstrapSettings settings) {
    double[][] replicates = new double[width][strata.rows() == 0 ? 0 : settings.replicates()];
    Resample resample = new Resample(strata);
    for (int i = 0; strata.rows() > 0 && i < settings.replicates(); i++) {
      resample.draw(Draws.of(settings.seed(), i));
      double[] values = statistics.of(resample);
      for (int s = 0; s < width; s++) {
        replicates[s][i] = values[s];
      }
    }
    return replicates;
  }

  /** The basic ("reverse percentile") interval: twice the estimate less the percentiles. */
  public static Interval basic(Strata strata, Statistic statistic, BootstrapSettings settings) {
    Interval p = percentile(strata, statistic, settings);
    return new Interval(
        p.estimate(), 2 * p.estimate() - p.upper(), 2 * p.estimate() - p.lower(), p.level(), p.n());
  }

  /** The bias-corrected and accelerated interval. */
  public static Interval bca(Strata strata, Statistic statistic, BootstrapSettings settings) {
    double estimate = statistic.of(new Resample(strata));
    double[] sorted = sortedReplicates(strata, statistic, settings);
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double below = shareBelow(sorted, estimate);
    double acceleration = Jackknife.acceleration(strata, statistic);
    double tail = (1 - settings.level()) / 2;
    if (!(below > 0 && below < 1) || !Double.isFinite(acceleration)) {
      return interval(strata, estimate, sorted, 100 * tail, 100 * (1 - tail), settings);
    }
    double z0 = normal.inverseCumulativeProbability(below);
    double low = corrected(normal, z0, acceleration, normal.inverseCumulativeProbability(tail));
    double high = corrected(normal, z0, acceleration, normal.inverseSurvivalProbability(tail));
    return interval(strata, estimate, sorted, 100 * low, 100 * high, settings);
  }

  /** The statistic of every replicate, in the order of the replicates. */
  public static double[] replicates(
      Strata strata, Statistic statistic, BootstrapSettings settings) {
    if (strata.rows() == 0) {
      return new double[0];
    }
    Resample resample = new Resample(strata);
    return IntStream.range(0, settings.replicates())
        .mapToDouble(
            i -> {
              resample.draw(Draws.of(settings.seed(), i));
              return statistic.of(resample);
            })
        .toArray();
  }

  private static double[] sortedReplicates(
      Strata strata, Statistic statistic, BootstrapSettings settings) {
    double[] sorted = Percentiles.withoutNaN(replicates(strata, statistic, settings));
    Arrays.sort(sorted);
    return sorted;
  }

  private static Interval interval(
      Strata strata,
      double estimate,
      double[] sorted,
      double low,
      double high,
      BootstrapSettings settings) {
    if (Double.isNaN(estimate)) {
      return Interval.unbounded(estimate, settings.level(), strata.rows());
    }
    return new Interval(
        estimate,
        Percentiles.ofSorted(sorted, low),
        Percentiles.ofSorted(sorted, high),
        settings.level(),
        strata.rows());
  }

  private static double shareBelow(double[] sorted, double estimate) {
    long below = Arrays.stream(sorted).filter(value -> value < estimate).count();
    long equal = Arrays.stream(sorted).filter(value -> value == estimate).count();
    return sorted.length == 0 ? Double.NaN : (below + 0.5 * equal) / sorted.length;
  }

  private static double corrected(
      NormalDistribution normal, double z0, double acceleration, double z) {
    return normal.cumulativeProbability(z0 + (z0 + z) / (1 - acceleration * (z0 + z)));
  }
}
