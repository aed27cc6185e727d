package org.shaketable.analytics.stats.stability;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.shaketable.analytics.stats.aggregate.OptimalityGap;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Statistic;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.bootstrap.Widening;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.detection.Auc;
import org.shaketable.analytics.stats.interval.FewRuns;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.reliability.FinalDispersion;
import org.shaketable.analytics.stats.reliability.Tail;

/**
 * Final performance of the runs of one condition: rliable's interquartile mean and optimality gap
 * (arXiv 2108.13264; {@link OptimalityGap}), dispersion and risk across runs (arXiv 1912.05663).
 * They stand beside the stability of a condition and are no part of it.
 *
 * <p>Intervals are given where simulation ({@code bench coverage}) finds that they hold: from 8
 * runs on ({@link FewRuns}), of the risk never, since a bootstrap of the worst twentieth of 20 runs
 * covers a third. Bounds that are not given are NaN.
 *
 * <ul>
 *   <li>no run: every metric NaN with n = 0
 *   <li>the n of each metric counts the runs that it rests on
 *   <li>the order of the runs does not matter
 * </ul>
 */
public final class FinalStatistics {
  private static final double SOLVED = 1;
  private static final double WORST = 0.05;

  private FinalStatistics() {}

  /** Every metric but the improvement over clean runs. */
  public static Map<FinalMetric, Interval> of(
      Collection<FinalRun> runs, BootstrapSettings settings) {
    Strata.Builder builder = Strata.builder(1);
    runs.forEach(run -> builder.add("", run.runId(), run.finalPerformance()));
    Strata strata = builder.build();
    Statistic mean = Statistic.interquartileMean(0);
    Statistic range = FinalDispersion.logarithm(0);
    List<Interval> drawn =
        Bootstrap.widenedEach(
            strata,
            rows -> new double[] {mean.of(rows), range.of(rows)},
            List.of(Widening.SAMPLE, FinalDispersion.WIDENING),
            settings);
    double[] ends = Percentiles.withoutNaN(strata.column(0));
    List<double[]> conditions = ends.length == 0 ? List.of() : List.of(ends);
    Map<FinalMetric, Interval> metrics = new EnumMap<>(FinalMetric.class);
    metrics.put(FinalMetric.FINAL_PERFORMANCE, counted(drawn.get(0), ends.length));
    metrics.put(
        FinalMetric.OPTIMALITY_GAP,
        new OptimalityGap(SOLVED).interval(conditions, settings.level()));
    metrics.put(
        FinalMetric.FINAL_DISPERSION, FinalDispersion.of(ends, drawn.get(1), conditions.size()));
    metrics.put(
        FinalMetric.FINAL_RISK,
        Interval.unbounded(Tail.LOWER.mean(ends, WORST), settings.level(), ends.length));
    return metrics;
  }

  /**
   * Probability that a run of the condition ends above a clean one, with Newcombe's interval; NaN
   * where either side has none. Runs without a scale are left out.
   */
  public static Interval improvement(
      Collection<FinalRun> runs, double[] clean, BootstrapSettings settings) {
    double[] own =
        Percentiles.withoutNaN(runs.stream().mapToDouble(FinalRun::finalPerformance).toArray());
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

  /** The interval with the number of runs that define it, where they are enough. */
  private static Interval counted(Interval interval, int n) {
    boolean few = FewRuns.of(n, 1);
    return new Interval(
        interval.estimate(),
        few ? Double.NaN : interval.lower(),
        few ? Double.NaN : interval.upper(),
        interval.level(),
        n);
  }
}
