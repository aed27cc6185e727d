package org.shaketable.analytics.stats.decoupling;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.bootstrap.Jackknife;
import org.shaketable.analytics.stats.comparison.Ranks;
import org.shaketable.analytics.stats.correlation.Association;
import org.shaketable.analytics.stats.descriptive.Rounding;
import org.shaketable.analytics.stats.interval.Bisection;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Rank correlation of performance and survival over configurations, without the noise of their
 * seeds.
 *
 * <pre>
 * observed    = Spearman(performance, survival)
 * reliability = 2 r / (1 + r),  r = mean over splits of Spearman(half of the seeds, other half)
 * seen        = sqrt(reliability of performance x reliability of survival)
 * latent      = observed / seen
 * bounds      = least and largest c in [-1, 1] with |z(observed) - z(c seen)| <= t se(c)
 * </pre>
 *
 * <p>z is artanh; se(c) that of the difference, leaving out one configuration at a time; t the
 * quantile of Student's distribution. So the bounds hold the correlations without noise that what
 * was observed does not contradict. Nothing is divided by {@code seen}: where it is small, as of
 * few seeds, bounds grow wide without an estimate beyond 1 making them meaningless.
 *
 * <p>Noise pulls a rank correlation to 0: with few seeds everything would look decoupled. So it is
 * divided out, by what two halves of the seeds agree on, and where they agree on too little the
 * bounds are -1 and 1: nothing is decided by runs that cannot decide.
 *
 * <ul>
 *   <li>fewer than {@value #FEWEST} configurations, or less than two seeds on a side of one: NaN
 *       without bounds
 *   <li>halves that do not agree at all: NaN without bounds
 *   <li>leaving out any configuration changes nothing beyond rounding: no bounds
 *   <li>noise divided out may leave more than 1, which counts as 1; where not even that goes with
 *       what was observed: no bounds
 *   <li>in z a correlation beyond {@value #LARGEST} counts as that
 *   <li>the order of the configurations does not matter
 * </ul>
 *
 * Sources: Spearman 1904, doi:10.2307/1412159; Brown 1910 and Spearman 1910 on halves; Fisher 1921
 * on z; Fieller 1954 on ratios, doi:10.1111/j.2517-6161.1954.tb00159.x; Efron and Stein 1981,
 * doi:10.1214/aos/1176345462, on leaving one out. Wrong and right verdicts are counted in the test,
 * coverage by {@code bench coverage}.
 *
 * @param latent the correlation without noise, with its interval
 * @param observed the correlation of what was measured
 * @param performanceReliability the reliability of the clean performance, at most 1
 * @param survivalReliability the reliability of the survival, at most 1
 */
public record LatentCorrelation(
    Interval latent, double observed, double performanceReliability, double survivalReliability) {
  private static final int FEWEST = 8;
  private static final double LARGEST = 0.999;
  private static final int SPLITS = 10;

  /** Between the correlations that are tried; the bounds are refined between two of them. */
  private static final double STEP = 0.01;

  /** The correlation over some configurations; its n counts them. */
  public static LatentCorrelation of(List<ConfigurationRuns> configurations, double level) {
    int n = configurations.size();
    boolean enough =
        n >= FEWEST
            && configurations.stream().allMatch(c -> c.cleanRuns() > 1 && c.seeds().length > 1);
    if (!enough) {
      return new LatentCorrelation(
          Interval.unbounded(Double.NaN, level, n), Double.NaN, Double.NaN, Double.NaN);
    }
    Halves halves = Halves.of(configurations);
    Seen seen = halves.seen();
    Seen[] without =
        IntStream.range(0, n).mapToObj(left -> halves.without(left).seen()).toArray(Seen[]::new);
    return new LatentCorrelation(
        interval(seen, without, level),
        seen.observed,
        seen.performanceReliability,
        seen.survivalReliability);
  }

  private static Interval interval(Seen seen, Seen[] without, double level) {
    int n = without.length;
    double estimate = seen.latent();
    double error = Math.max(error(without, Seen::observed), error(without, Seen::share));
    if (Double.isNaN(estimate) || !(error > 0) || Rounding.only(error, 1)) {
      return Interval.unbounded(estimate, level, n);
    }
    double quantile = TDistribution.of(n - 1.0).inverseSurvivalProbability((1 - level) / 2);
    DoublePredicate allowed =
        correlation ->
            Math.abs(seen.apart(correlation))
                <= quantile * error(without, one -> one.apart(correlation));
    DoubleSummaryStatistics kept =
        DoubleStream.concat(
                DoubleStream.of(estimate),
                IntStream.rangeClosed((int) Math.rint(-1 / STEP), (int) Math.rint(1 / STEP))
                    .mapToDouble(i -> i * STEP))
            .filter(allowed)
            .summaryStatistics();
    if (kept.getCount() == 0) {
      return Interval.unbounded(estimate, level, n);
    }
    return new Interval(
        estimate,
        Bisection.last(allowed, kept.getMin(), Math.max(-1, kept.getMin() - STEP)),
        Bisection.last(allowed, kept.getMax(), Math.min(1, kept.getMax() + STEP)),
        level,
        n);
  }

  private static double error(Seen[] without, ToDoubleFunction<Seen> statistic) {
    return Math.sqrt(Jackknife.variance(Arrays.stream(without).mapToDouble(statistic).toArray()));
  }

  /** Fisher's z, of what lies this side of 1. */
  private static double z(double correlation) {
    return Association.fisherZ(Math.max(-LARGEST, Math.min(LARGEST, correlation)));
  }

  /**
   * What noise leaves to be seen.
   *
   * @param observed the correlation of what was measured
   * @param performanceReliability 0 where halves of the seeds agree on nothing
   * @param survivalReliability as of performance
   */
  private record Seen(double observed, double performanceReliability, double survivalReliability) {
    /** The part of the correlation without noise that is observed. */
    double share() {
      return Math.sqrt(performanceReliability * survivalReliability);
    }

    /** The correlation without noise; NaN where nothing of it is seen. */
    double latent() {
      return share() > 0 ? Math.max(-1, Math.min(1, observed / share())) : Double.NaN;
    }

    /** How far what is observed lies from what is seen of a correlation, on Fisher's scale. */
    double apart(double correlation) {
      return z(observed) - z(correlation * share());
    }
  }

  /**
   * Ranks of the configurations by all of their seeds and by halves of them.
   *
   * @param performance [0] by all seeds, then by the two halves of each split
   * @param survival as of performance
   */
  private record Halves(double[][] performance, double[][] survival) {
    static Halves of(List<ConfigurationRuns> configurations) {
      int n = configurations.size();
      double[][] performance = new double[1 + 2 * SPLITS][n];
      double[][] survival = new double[1 + 2 * SPLITS][n];
      for (int c = 0; c < n; c++) {
        ConfigurationRuns one = configurations.get(c);
        int[] seeds = one.seeds();
        performance[0][c] = one.performance();
        survival[0][c] = one.survival();
        for (int split = 0; split < SPLITS; split++) {
          // One split of the seeds for all configurations, which share them.
          boolean[] clean = half(one.cleanRuns(), split);
          boolean[] perturbed = half(seeds.length, split);
          performance[1 + 2 * split][c] = one.performance(i -> clean[i]);
          performance[2 + 2 * split][c] = one.performance(i -> !clean[i]);
          survival[1 + 2 * split][c] =
              one.survival(seed -> perturbed[Arrays.binarySearch(seeds, seed)]);
          survival[2 + 2 * split][c] =
              one.survival(seed -> !perturbed[Arrays.binarySearch(seeds, seed)]);
        }
      }
      return new Halves(each(performance, Ranks::of), each(survival, Ranks::of));
    }

    private static boolean[] half(int n, int split) {
      int[] places = IntStream.range(0, n).toArray();
      Draws.of(split, n).shuffle(places);
      boolean[] half = new boolean[n];
      for (int i = 0; i < n / 2; i++) {
        half[places[i]] = true;
      }
      return half;
    }

    private static double[][] each(double[][] some, UnaryOperator<double[]> map) {
      return Arrays.stream(some).map(map).toArray(double[][]::new);
    }

    /** The same without one configuration. */
    Halves without(int left) {
      return new Halves(
          each(performance, ranks -> Ranks.without(ranks, left)),
          each(survival, ranks -> Ranks.without(ranks, left)));
    }

    Seen seen() {
      return new Seen(
          Association.PEARSON.coefficient(performance[0], survival[0]),
          reliability(performance),
          reliability(survival));
    }

    private static double reliability(double[][] ranks) {
      double sum = 0;
      for (int split = 0; split < SPLITS; split++) {
        sum += Association.PEARSON.coefficient(ranks[1 + 2 * split], ranks[2 + 2 * split]);
      }
      double r = sum / SPLITS;
      return r > 0 ? 2 * r / (1 + r) : 0;
    }
  }
}
