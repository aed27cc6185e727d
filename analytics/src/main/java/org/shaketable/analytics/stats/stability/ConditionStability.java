package org.shaketable.analytics.stats.stability;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.aggregate.OptimalityGap;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Resample;
import org.shaketable.analytics.stats.bootstrap.Statistic;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.bootstrap.Widening;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.detection.Auc;
import org.shaketable.analytics.stats.interval.ClusteredShare;
import org.shaketable.analytics.stats.interval.FewRuns;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.StratifiedShare;
import org.shaketable.analytics.stats.reliability.FinalDispersion;
import org.shaketable.analytics.stats.reliability.Tail;

/**
 * Stability of a condition, or of several together, from their runs, with intervals.
 *
 * <p>Shares (collapse, recovery) have Wilson intervals ({@link StratifiedShare}); retained
 * performance and contraction are interquartile means with bootstrap intervals over runs
 * (percentiles, widened for small samples: {@link Bootstrap#widened}), spike-free a mean of shares
 * ({@link ClusteredShare}); the scalars are bootstrapped as a whole, so that they keep how the
 * components go together, with shares as {@link DrawnShares} has them. Beside them, and no part of
 * them, stand statistics of the final performance: rliable's interquartile mean and optimality gap
 * (arXiv 2108.13264; {@link OptimalityGap}), dispersion and risk across runs (arXiv 1912.05663).
 *
 * <p>Intervals are given where simulation ({@code bench coverage}) finds that they hold: those of
 * interquartile means, scalars, gap and dispersion from 8 runs on ({@link FewRuns}), the
 * dispersion's of one condition only, of the risk never, since a bootstrap of the worst twentieth
 * of 20 runs covers a third. Bounds that are not given are NaN.
 *
 * <ul>
 *   <li>runs that never learned are left out of the collapse rate, and lower the retained
 *       performance
 *   <li>a component that no run defines: NaN with n = 0, and left out of the scalar
 *   <li>no run: every metric NaN with n = 0
 *   <li>the n of each metric counts the runs that it rests on
 * </ul>
 */
public final class ConditionStability {
  private static final int NON_COLLAPSE = 0;
  private static final int RECOVERY = 1;
  private static final int RATIO = 2;
  private static final int CONTRACTION = 3;
  private static final int SPIKE_FREE = 4;
  private static final int FINAL = 5;
  private static final int WIDTH = 6;

  /** Of what {@link #resampled} gives. */
  private static final List<Widening> WIDENINGS =
      List.of(
          Widening.SAMPLE,
          Widening.SAMPLE,
          Widening.SCALAR,
          Widening.SCALAR,
          Widening.SAMPLE,
          FinalDispersion.WIDENING);

  private static final double SOLVED = 1;
  private static final double WORST = 0.05;

  private static final Statistic RATIO_MEAN = Statistic.interquartileMean(RATIO);
  private static final Statistic CONTRACTION_MEAN = Statistic.interquartileMean(CONTRACTION);
  private static final Statistic FINAL_MEAN = Statistic.interquartileMean(FINAL);
  private static final Statistic FINAL_RANGE = FinalDispersion.logarithm(FINAL);

  private ConditionStability() {}

  /** Every metric of a condition. */
  public static Map<StabilityMetric, Interval> of(
      Collection<RunStability> runs, BootstrapSettings settings) {
    return ofStrata(Map.of("", runs), settings);
  }

  /**
   * Every metric of several conditions together, e.g. of a dimension: the bootstrap draws within
   * each condition.
   */
  public static Map<StabilityMetric, Interval> ofStrata(
      Map<String, ? extends Collection<RunStability>> conditions, BootstrapSettings settings) {
    Strata.Builder builder = Strata.builder(WIDTH);
    conditions.forEach(
        (condition, runs) -> runs.forEach(run -> builder.add(condition, run.runId(), run.row())));
    Strata strata = builder.build();
    Map<StabilityMetric, Interval> metrics = new EnumMap<>(StabilityMetric.class);
    Interval survived = share(strata, NON_COLLAPSE, settings);
    metrics.put(StabilityMetric.COLLAPSE_RATE, complement(survived));
    metrics.put(StabilityMetric.NON_COLLAPSE, survived);
    metrics.put(StabilityMetric.RECOVERY_SHARE, share(strata, RECOVERY, settings));
    DrawnShares shares = new DrawnShares(strata, NON_COLLAPSE, RECOVERY);
    List<Interval> drawn =
        Bootstrap.widenedEach(strata, rows -> resampled(rows, shares), WIDENINGS, settings);
    metrics.put(
        StabilityMetric.RETAINED_PERFORMANCE, counted(drawn.get(0).within(0, 1), strata, RATIO));
    metrics.put(
        StabilityMetric.CONTRACTION, counted(drawn.get(1).within(0, 1), strata, CONTRACTION));
    metrics.put(StabilityMetric.SPIKE_FREE, spikeFree(strata, settings));
    metrics.put(StabilityMetric.STABILITY, scalar(drawn.get(2), strata));
    metrics.put(StabilityMetric.STABILITY_WITHOUT_CONTRACTION, scalar(drawn.get(3), strata));
    metrics.put(StabilityMetric.FINAL_PERFORMANCE, counted(drawn.get(4), strata, FINAL));
    List<double[]> ends = values(strata, FINAL);
    metrics.put(
        StabilityMetric.OPTIMALITY_GAP, new OptimalityGap(SOLVED).interval(ends, settings.level()));
    double[] all = ends.stream().flatMapToDouble(Arrays::stream).toArray();
    metrics.put(
        StabilityMetric.FINAL_DISPERSION, FinalDispersion.of(all, drawn.get(5), ends.size()));
    metrics.put(
        StabilityMetric.FINAL_RISK,
        Interval.unbounded(Tail.LOWER.mean(all, WORST), settings.level(), all.length));
    return metrics;
  }

  private static double[] resampled(Resample rows, DrawnShares shares) {
    StabilityVector vector = rows.drawn() ? vector(rows, shares) : vector(rows);
    return new double[] {
      vector.retainedPerformance(),
      vector.contraction(),
      vector.scalar(),
      vector.withoutContraction().scalar(),
      FINAL_MEAN.of(rows),
      FINAL_RANGE.of(rows)
    };
  }

  /** The values of a column in each condition that has any. */
  private static List<double[]> values(Strata strata, int column) {
    double[] all = strata.column(column);
    return IntStream.range(0, strata.strata())
        .mapToObj(s -> Arrays.copyOfRange(all, strata.start(s), strata.start(s + 1)))
        .map(Percentiles::withoutNaN)
        .filter(values -> values.length > 0)
        .toList();
  }

  private static Interval spikeFree(Strata strata, BootstrapSettings settings) {
    return ClusteredShare.of(Percentiles.withoutNaN(strata.column(SPIKE_FREE)), settings.level());
  }

  /**
   * Probability that a run of the condition ends above a clean one, with Newcombe's interval; NaN
   * where either side has none. Runs without a scale are left out.
   */
  public static Interval improvement(
      Collection<RunStability> runs, double[] clean, BootstrapSettings settings) {
    double[] own =
        Percentiles.withoutNaN(runs.stream().mapToDouble(RunStability::finalPerformance).toArray());
    double[] others = Percentiles.withoutNaN(clean);
    if (own.length == 0 || others.length == 0) {
      return Interval.unbounded(Double.NaN, settings.level(), 0);
    }
    double[] scores = DoubleStream.concat(DoubleStream.of(own), DoubleStream.of(others)).toArray();
    boolean[] perturbed = new boolean[scores.length];
    Arrays.fill(perturbed, 0, own.length, true);
    Interval interval = Auc.of(perturbed, scores).interval(settings.level());
    return new Interval(
        interval.estimate(), interval.lower(), interval.upper(), interval.level(), own.length);
  }

  /** The five components of the rows drawn. */
  private static StabilityVector vector(Resample rows) {
    return new StabilityVector(
        Statistic.mean(NON_COLLAPSE).of(rows),
        Statistic.mean(RECOVERY).of(rows),
        RATIO_MEAN.of(rows),
        CONTRACTION_MEAN.of(rows),
        Statistic.mean(SPIKE_FREE).of(rows));
  }

  /** The same in a draw. */
  private static StabilityVector vector(Resample rows, DrawnShares shares) {
    return new StabilityVector(
        shares.nonCollapse(rows),
        shares.recovery(rows),
        RATIO_MEAN.of(rows),
        CONTRACTION_MEAN.of(rows),
        Statistic.mean(SPIKE_FREE).of(rows));
  }

  private static Interval share(Strata strata, int column, BootstrapSettings settings) {
    long[] successes = new long[strata.strata()];
    long[] trials = new long[strata.strata()];
    for (int s = 0; s < trials.length; s++) {
      for (int row = strata.start(s); row < strata.start(s + 1); row++) {
        double value = strata.value(column, row);
        trials[s] += Double.isNaN(value) ? 0 : 1;
        successes[s] += value == 1 ? 1 : 0;
      }
    }
    return StratifiedShare.of(successes, trials, settings.level());
  }

  private static Interval scalar(Interval drawn, Strata strata) {
    return FewRuns.of(strata.rows(), strata.strata())
        ? Interval.unbounded(drawn.estimate(), drawn.level(), drawn.n())
        : drawn.within(0, 1);
  }

  /** The interval of a column with the number of runs that define it, where they are enough. */
  private static Interval counted(Interval interval, Strata strata, int column) {
    List<double[]> values = values(strata, column);
    long n = values.stream().mapToLong(condition -> condition.length).sum();
    boolean few = FewRuns.of(n, values.size());
    return new Interval(
        interval.estimate(),
        few ? Double.NaN : interval.lower(),
        few ? Double.NaN : interval.upper(),
        interval.level(),
        n);
  }

  private static Interval complement(Interval share) {
    return new Interval(
        1 - share.estimate(), 1 - share.upper(), 1 - share.lower(), share.level(), share.n());
  }
}
