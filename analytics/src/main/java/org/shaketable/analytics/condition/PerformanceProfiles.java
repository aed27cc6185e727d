package org.shaketable.analytics.condition;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.StratifiedShare;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.DimensionKey;
import org.shaketable.analytics.table.PerformanceProfileRow;

/**
 * The table {@code performance_profiles}: per workload and dimension, the share of perturbed runs
 * whose retained performance lies strictly above each threshold (arXiv 2108.13264), with a
 * pointwise interval that takes the conditions as given ({@link StratifiedShare}). Runs without a
 * ratio are left out.
 */
public final class PerformanceProfiles {
  private static final int THRESHOLDS = 20;

  private PerformanceProfiles() {}

  public static List<PerformanceProfileRow> of(List<JudgedRun> runs, AnalyticsSettings settings) {
    Map<DimensionKey, List<JudgedRun>> groups =
        runs.stream()
            .filter(run -> !Double.isNaN(run.retainedPerformance()))
            .collect(
                Collectors.groupingBy(
                    run -> run.condition().dimensionKey(), TreeMap::new, Collectors.toList()));
    return groups.entrySet().parallelStream()
        .map(group -> profile(group.getKey(), group.getValue(), settings))
        .toList()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<PerformanceProfileRow> profile(
      DimensionKey key, List<JudgedRun> runs, AnalyticsSettings settings) {
    Map<Condition, List<JudgedRun>> conditions =
        runs.stream()
            .collect(
                Collectors.groupingBy(JudgedRun::condition, TreeMap::new, Collectors.toList()));
    return IntStream.rangeClosed(0, THRESHOLDS)
        .mapToObj(i -> (double) i / THRESHOLDS)
        .map(threshold -> row(key, threshold, conditions.values(), settings.level()))
        .toList();
  }

  private static PerformanceProfileRow row(
      DimensionKey key, double threshold, Collection<List<JudgedRun>> conditions, double level) {
    long[] trials = conditions.stream().mapToLong(List::size).toArray();
    long[] above =
        conditions.stream()
            .mapToLong(
                runs -> runs.stream().filter(run -> run.retainedPerformance() > threshold).count())
            .toArray();
    Interval share = StratifiedShare.of(above, trials, level);
    return new PerformanceProfileRow(
        key,
        threshold,
        share.estimate(),
        share.lower(),
        share.upper(),
        share.level(),
        (int) share.n());
  }
}
