package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.survival.LogRank;

/**
 * The table {@code recovery_tests}: log-rank tests of whether times to recovery differ, between the
 * conditions of a dimension and between the dimensions of a workload. Runs are those of {@link
 * RecoverySurvival}.
 *
 * <p>A group of which no run is at risk when the first recovery comes says nothing and is left out;
 * with fewer than two others, or no recovery, there is no test.
 */
final class RecoveryTests {
  private static final StructType SCHEMA =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("dimension", DataTypes.StringType)
          .add("between", DataTypes.StringType)
          .add("chi_square", DataTypes.DoubleType)
          .add("degrees_of_freedom", DataTypes.IntegerType)
          .add("p", DataTypes.DoubleType)
          .add("groups", DataTypes.IntegerType)
          .add("recoveries", DataTypes.IntegerType)
          .add("n", DataTypes.IntegerType);

  private RecoveryTests() {}

  static Table of(List<JudgedRun> runs) {
    List<JudgedRun> followed = runs.stream().filter(run -> !Double.isNaN(run.recovery())).toList();
    List<Row> rows = new ArrayList<>();
    grouped(followed, run -> run.condition().key().toString())
        .forEach(
            members ->
                rows.add(row(members, null, "dimensions", run -> run.condition().dimension())));
    grouped(followed, run -> run.condition().dimensionKey().toString())
        .forEach(
            members ->
                rows.add(
                    row(
                        members,
                        members.get(0).condition().dimension(),
                        "conditions",
                        run -> run.condition().toString())));
    return new Table(SCHEMA, rows);
  }

  private static List<List<JudgedRun>> grouped(
      List<JudgedRun> runs, Function<JudgedRun, String> key) {
    Map<String, List<JudgedRun>> groups =
        runs.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    return List.copyOf(groups.values());
  }

  private static Row row(
      List<JudgedRun> runs, String dimension, String between, Function<JudgedRun, String> group) {
    double[] times = RecoverySurvival.times(runs);
    double first = Double.POSITIVE_INFINITY;
    for (int i = 0; i < times.length; i++) {
      first = runs.get(i).recovery() == 1 ? Math.min(first, times[i]) : first;
    }
    Map<String, Integer> numbers = new TreeMap<>();
    for (int i = 0; i < times.length; i++) {
      if (times[i] >= first) {
        numbers.putIfAbsent(group.apply(runs.get(i)), numbers.size());
      }
    }
    int[] kept = kept(runs, group, numbers);
    double[] keptTimes = new double[kept.length];
    boolean[] events = new boolean[kept.length];
    int[] groups = new int[kept.length];
    int recoveries = 0;
    for (int i = 0; i < kept.length; i++) {
      JudgedRun run = runs.get(kept[i]);
      keptTimes[i] = times[kept[i]];
      events[i] = run.recovery() == 1;
      groups[i] = numbers.get(group.apply(run));
      recoveries += events[i] ? 1 : 0;
    }
    LogRank test = LogRank.of(keptTimes, events, groups, LogRank.Weight.LOG_RANK);
    WorkloadKey key = runs.get(0).condition().key();
    return Cells.row(
        key.sweep(),
        key.workload(),
        dimension,
        between,
        test.chiSquare(),
        test.degreesOfFreedom(),
        test.p(),
        numbers.size(),
        recoveries,
        kept.length);
  }

  private static int[] kept(
      List<JudgedRun> runs, Function<JudgedRun, String> group, Map<String, Integer> numbers) {
    return java.util.stream.IntStream.range(0, runs.size())
        .filter(i -> numbers.containsKey(group.apply(runs.get(i))))
        .toArray();
  }
}
