package org.shaketable.analytics.condition;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.stability.ConditionStability;
import org.shaketable.analytics.stats.stability.RunStability;
import org.shaketable.analytics.stats.stability.StabilityMetric;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.DimensionKey;
import org.shaketable.analytics.table.DimensionStabilityRow;
import org.shaketable.analytics.table.Estimate;
import org.shaketable.analytics.table.StabilityRow;

/** The tables {@code stability} and {@code dimension_stability}; bootstraps run as Spark tasks. */
public final class StabilityTables {
  /**
   * What one bootstrap works on: the runs of each condition under the condition's text, and the
   * clean runs beside them.
   */
  private record Group<K extends Serializable>(
      K key, String[] seed, Map<String, List<JudgedRun>> strata, double[] clean)
      implements Serializable {}

  /** One metric of a group. */
  private record Metric<K extends Serializable>(K key, String name, Estimate estimate)
      implements Serializable {}

  private StabilityTables() {}

  /** One row per condition and metric. */
  public static List<StabilityRow> byCondition(
      JavaSparkContext spark, List<JudgedRun> runs, CleanFinals clean, AnalyticsSettings settings) {
    Function<Condition, String[]> seed = SeedText::columns;
    return by(JudgedRun::condition, seed, spark, runs, clean, settings).stream()
        .map(one -> new StabilityRow(one.key(), one.name(), one.estimate()))
        .toList();
  }

  /** One row per dimension of a configuration and metric; the conditions are strata. */
  public static List<DimensionStabilityRow> byDimension(
      JavaSparkContext spark, List<JudgedRun> runs, CleanFinals clean, AnalyticsSettings settings) {
    Function<DimensionKey, String[]> seed = SeedText::columns;
    return by(run -> run.condition().dimensionKey(), seed, spark, runs, clean, settings).stream()
        .map(one -> new DimensionStabilityRow(one.key(), one.name(), one.estimate()))
        .toList();
  }

  private static <K extends Serializable> List<Metric<K>> by(
      Function<JudgedRun, K> key,
      Function<K, String[]> seed,
      JavaSparkContext spark,
      List<JudgedRun> runs,
      CleanFinals clean,
      AnalyticsSettings settings) {
    List<Group<K>> groups = new ArrayList<>();
    runs.stream()
        .filter(run -> !run.failed())
        .collect(Collectors.groupingBy(key))
        .forEach(
            (name, members) ->
                groups.add(
                    new Group<>(name, seed.apply(name), strata(members), clean.beside(members))));
    int slices = Math.max(1, Math.min(groups.size(), 4 * spark.defaultParallelism()));
    return spark.parallelize(groups, slices).flatMap(group -> metrics(group, settings)).collect();
  }

  private static Map<String, List<JudgedRun>> strata(List<JudgedRun> runs) {
    return runs.stream()
        .collect(
            Collectors.groupingBy(
                run -> SeedText.of(run.condition()), TreeMap::new, Collectors.toList()));
  }

  private static <K extends Serializable> Iterator<Metric<K>> metrics(
      Group<K> group, AnalyticsSettings settings) {
    BootstrapSettings bootstrap =
        new BootstrapSettings(
            settings.seed() ^ Seeds.of(group.seed()), settings.replicates(), settings.level());
    Map<String, List<RunStability>> strata = new TreeMap<>();
    group
        .strata()
        .forEach(
            (name, runs) -> strata.put(name, runs.stream().map(JudgedRun::stability).toList()));
    Map<StabilityMetric, Interval> metrics = ConditionStability.ofStrata(strata, bootstrap);
    metrics.put(
        StabilityMetric.IMPROVEMENT_OVER_CLEAN,
        ConditionStability.improvement(
            strata.values().stream().flatMap(List::stream).toList(), group.clean(), bootstrap));
    return metrics.entrySet().stream()
        .map(one -> new Metric<>(group.key(), one.getKey().column(), Estimate.of(one.getValue())))
        .iterator();
  }
}
