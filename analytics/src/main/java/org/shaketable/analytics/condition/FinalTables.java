package org.shaketable.analytics.condition;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.stability.FinalMetric;
import org.shaketable.analytics.stats.stability.FinalRun;
import org.shaketable.analytics.stats.stability.FinalStatistics;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.Estimate;
import org.shaketable.analytics.table.PlaceboEstimate;
import org.shaketable.analytics.table.StabilityRow;

/**
 * Statistics of the final performance of each condition, for the table {@code stability}; their
 * bootstraps run as Spark tasks.
 */
public final class FinalTables {
  /** What one bootstrap works on: the runs of a condition and the clean runs beside them. */
  private record Group(Condition condition, List<JudgedRun> runs, double[] clean)
      implements Serializable {}

  private FinalTables() {}

  /** One row per condition and metric. */
  public static List<StabilityRow> of(
      JavaSparkContext spark, List<JudgedRun> runs, CleanFinals clean, AnalyticsSettings settings) {
    List<Group> groups = new ArrayList<>();
    runs.stream()
        .filter(run -> !run.failed())
        .collect(Collectors.groupingBy(JudgedRun::condition, TreeMap::new, Collectors.toList()))
        .forEach(
            (condition, members) ->
                groups.add(new Group(condition, members, clean.beside(members))));
    int slices = Math.max(1, Math.min(groups.size(), 4 * spark.defaultParallelism()));
    return spark.parallelize(groups, slices).flatMap(group -> rows(group, settings)).collect();
  }

  private static Iterator<StabilityRow> rows(Group group, AnalyticsSettings settings) {
    BootstrapSettings bootstrap =
        new BootstrapSettings(
            settings.seed() ^ Seeds.of(SeedText.columns(group.condition)),
            settings.replicates(),
            settings.level());
    List<FinalRun> runs = group.runs.stream().map(JudgedRun::last).toList();
    Map<FinalMetric, Interval> metrics = FinalStatistics.of(runs, bootstrap);
    metrics.put(
        FinalMetric.IMPROVEMENT_OVER_CLEAN,
        FinalStatistics.improvement(runs, group.clean, bootstrap));
    return metrics.entrySet().stream()
        .map(
            one ->
                new StabilityRow(
                    group.condition,
                    one.getKey().column(),
                    Estimate.of(one.getValue()),
                    PlaceboEstimate.NONE))
        .iterator();
  }
}
