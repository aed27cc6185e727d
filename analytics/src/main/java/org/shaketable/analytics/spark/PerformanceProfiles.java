package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.StratifiedShare;

/**
 * The table {@code performance_profiles}: per workload and dimension, the share of perturbed runs
 * whose trajectory ratio lies strictly above each threshold (arXiv 2108.13264), with a pointwise
 * interval that takes the conditions as given ({@link StratifiedShare}). Runs without a ratio are
 * left out.
 */
final class PerformanceProfiles {
  private static final int THRESHOLDS = 20;

  private static final StructType SCHEMA =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("dimension", DataTypes.StringType)
          .add("threshold", DataTypes.DoubleType)
          .add("share", DataTypes.DoubleType)
          .add("lower", DataTypes.DoubleType)
          .add("upper", DataTypes.DoubleType)
          .add("level", DataTypes.DoubleType)
          .add("n", DataTypes.IntegerType);

  private PerformanceProfiles() {}

  static Table of(List<JudgedRun> runs, AnalyticsSettings settings) {
    Map<List<String>, List<JudgedRun>> groups =
        runs.stream()
            .filter(run -> !Double.isNaN(run.trajectoryRatio()))
            .collect(Collectors.groupingBy(run -> run.condition().dimensionKey()));
    Map<String, List<Row>> rows = new TreeMap<>();
    groups.entrySet().parallelStream()
        .map(
            group -> Map.entry(group.getKey(), profile(group.getKey(), group.getValue(), settings)))
        .toList()
        .forEach(group -> rows.put(group.getKey().toString(), group.getValue()));
    List<Row> all = new ArrayList<>();
    rows.values().forEach(all::addAll);
    return new Table(SCHEMA, Collections.unmodifiableList(all));
  }

  private static List<Row> profile(
      List<String> key, List<JudgedRun> runs, AnalyticsSettings settings) {
    Map<Condition, List<JudgedRun>> conditions =
        runs.stream()
            .collect(
                Collectors.groupingBy(JudgedRun::condition, TreeMap::new, Collectors.toList()));
    return IntStream.rangeClosed(0, THRESHOLDS)
        .mapToObj(i -> (double) i / THRESHOLDS)
        .map(threshold -> row(key, threshold, conditions.values(), settings.level()))
        .toList();
  }

  private static Row row(
      List<String> key, double threshold, Collection<List<JudgedRun>> conditions, double level) {
    long[] trials = conditions.stream().mapToLong(List::size).toArray();
    long[] above =
        conditions.stream()
            .mapToLong(
                runs -> runs.stream().filter(run -> run.trajectoryRatio() > threshold).count())
            .toArray();
    Interval share = StratifiedShare.of(above, trials, level);
    return Cells.row(
        key.get(0),
        key.get(1),
        key.get(2),
        threshold,
        share.estimate(),
        share.lower(),
        share.upper(),
        share.level(),
        (int) share.n());
  }
}
