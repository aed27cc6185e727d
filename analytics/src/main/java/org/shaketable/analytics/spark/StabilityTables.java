package org.shaketable.analytics.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.stability.ConditionStability;
import org.shaketable.analytics.stats.stability.RunStability;
import org.shaketable.analytics.stats.stability.StabilityMetric;

/** The tables {@code stability} and {@code dimension_stability}; bootstraps run as Spark tasks. */
final class StabilityTables {
  static final StructType METRIC =
      new StructType()
          .add("metric", DataTypes.StringType)
          .add("estimate", DataTypes.DoubleType)
          .add("lower", DataTypes.DoubleType)
          .add("upper", DataTypes.DoubleType)
          .add("level", DataTypes.DoubleType)
          .add("n", DataTypes.IntegerType);

  private static final StructType DIMENSION =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("dimension", DataTypes.StringType);

  /** What one bootstrap works on: the runs of each condition, under the cells that name them. */
  private record Group(
      List<Serializable> cells, Map<String, List<JudgedRun>> conditions, double[] clean)
      implements Serializable {}

  private StabilityTables() {}

  /** One row per condition and metric. */
  static Table byCondition(
      JavaSparkContext spark,
      List<JudgedRun> runs,
      Map<List<String>, double[]> clean,
      AnalyticsSettings settings) {
    return by(
        RunFacts.CONDITION,
        run -> {
          Condition c = run.condition();
          return List.of(
              c.sweep(),
              c.workload(),
              c.dimension(),
              c.family(),
              c.magnitude(),
              c.schedule(),
              c.stochasticity());
        },
        spark,
        runs,
        clean,
        settings);
  }

  /** One row per dimension of a workload and metric; the conditions are strata. */
  static Table byDimension(
      JavaSparkContext spark,
      List<JudgedRun> runs,
      Map<List<String>, double[]> clean,
      AnalyticsSettings settings) {
    return by(
        DIMENSION,
        run ->
            List.of(
                run.condition().sweep(), run.condition().workload(), run.condition().dimension()),
        spark,
        runs,
        clean,
        settings);
  }

  private static Table by(
      StructType key,
      Function<JudgedRun, List<Serializable>> cells,
      JavaSparkContext spark,
      List<JudgedRun> runs,
      Map<List<String>, double[]> clean,
      AnalyticsSettings settings) {
    List<Group> groups = new ArrayList<>();
    runs.stream()
        .filter(run -> !run.failed())
        .collect(Collectors.groupingBy(cells))
        .forEach(
            (name, members) ->
                groups.add(new Group(name, byCondition(members), of(members, clean))));
    int slices = Math.max(1, Math.min(groups.size(), 4 * spark.defaultParallelism()));
    List<Row> rows =
        spark.parallelize(groups, slices).flatMap(group -> metrics(group, settings)).collect();
    return new Table(RunColumns.joined(key, METRIC), rows);
  }

  /** The clean runs of the same workload at the same levels of stochasticity. */
  private static double[] of(List<JudgedRun> runs, Map<List<String>, double[]> clean) {
    return runs.stream()
        .map(run -> List.of(run.condition().workload(), run.condition().stochasticity()))
        .distinct()
        .sorted(Comparator.comparing(List::toString))
        .flatMapToDouble(key -> Arrays.stream(clean.getOrDefault(key, new double[0])))
        .toArray();
  }

  private static Map<String, List<JudgedRun>> byCondition(List<JudgedRun> runs) {
    return runs.stream()
        .collect(
            Collectors.groupingBy(
                run -> run.condition().toString(), TreeMap::new, Collectors.toList()));
  }

  private static Iterator<Row> metrics(Group group, AnalyticsSettings settings) {
    String[] name = group.cells().stream().map(String::valueOf).toArray(String[]::new);
    BootstrapSettings bootstrap =
        new BootstrapSettings(
            settings.seed() ^ Seeds.of(name), settings.replicates(), settings.level());
    Map<String, List<RunStability>> strata = new TreeMap<>();
    group
        .conditions()
        .forEach(
            (condition, members) ->
                strata.put(condition, members.stream().map(JudgedRun::stability).toList()));
    Map<StabilityMetric, Interval> metrics = ConditionStability.ofStrata(strata, bootstrap);
    metrics.put(
        StabilityMetric.IMPROVEMENT_OVER_CLEAN,
        ConditionStability.improvement(
            strata.values().stream().flatMap(List::stream).toList(), group.clean(), bootstrap));
    return metrics.entrySet().stream()
        .map(metric -> row(group.cells(), metric.getKey().column(), metric.getValue()))
        .iterator();
  }

  private static Row row(List<Serializable> key, String metric, Interval interval) {
    List<Object> cells = new ArrayList<>(key);
    cells.add(metric);
    cells.add(interval.estimate());
    cells.add(interval.lower());
    cells.add(interval.upper());
    cells.add(interval.level());
    cells.add((int) interval.n());
    return Cells.row(cells.toArray());
  }
}
