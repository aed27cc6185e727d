package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.Score;
import org.shaketable.analytics.stats.survival.KaplanMeier;

/**
 * The table {@code recovery_curves}: of the runs that collapsed and whose disturbance ended, the
 * share that has not recovered so many steps after (Kaplan-Meier), per workload and dimension, from
 * 0 to the last time at which a run was seen. A diverged run cannot come back: it stays at risk up
 * to the longest time seen.
 */
final class RecoverySurvival {
  private static final StructType SCHEMA =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("dimension", DataTypes.StringType)
          .add("steps", DataTypes.DoubleType)
          .add("not_recovered", DataTypes.DoubleType)
          .add("lower", DataTypes.DoubleType)
          .add("upper", DataTypes.DoubleType)
          .add("level", DataTypes.DoubleType)
          .add("at_risk", DataTypes.IntegerType)
          .add("recoveries", DataTypes.IntegerType)
          .add("n", DataTypes.IntegerType);

  private record Group(String sweep, String workload, String dimension) {
    static Group of(JudgedRun run) {
      Condition c = run.condition();
      return new Group(c.sweep(), c.workload(), c.dimension());
    }
  }

  private RecoverySurvival() {}

  static Table of(List<JudgedRun> runs, double level) {
    Map<String, Map.Entry<Group, List<JudgedRun>>> groups = new TreeMap<>();
    runs.stream()
        .filter(run -> !Double.isNaN(run.recovery()))
        .collect(Collectors.groupingBy(Group::of))
        .entrySet()
        .forEach(group -> groups.put(group.getKey().toString(), group));
    List<Row> rows = new ArrayList<>();
    groups.values().forEach(group -> add(rows, group.getKey(), group.getValue(), level));
    return new Table(SCHEMA, rows);
  }

  private static void add(List<Row> rows, Group group, List<JudgedRun> runs, double level) {
    double[] times = times(runs);
    boolean[] events = new boolean[times.length];
    for (int i = 0; i < events.length; i++) {
      events[i] = runs.get(i).recovery() == 1;
    }
    rows.add(row(group, 0, Interval.unbounded(1, level, times.length), times.length, 0, runs));
    Interval last = null;
    double reached = 0;
    for (KaplanMeier.Step step : KaplanMeier.of(times, events).steps()) {
      last = step.interval(level);
      reached = step.time();
      rows.add(row(group, reached, last, step.atRisk(), step.events(), runs));
    }
    double end = Arrays.stream(times).max().orElse(0);
    if (end > reached) {
      int watched = (int) Arrays.stream(times).filter(time -> time == end).count();
      Interval flat = last == null ? Score.of(1, watched, level, watched) : last;
      rows.add(row(group, end, flat, watched, 0, runs));
    }
  }

  /** Steps until recovery or until last seen; for a diverged run the longest of all. */
  static double[] times(List<JudgedRun> runs) {
    double longest = runs.stream().mapToDouble(JudgedRun::recoverySteps).max().orElse(0);
    return runs.stream()
        .mapToDouble(run -> run.diverged() ? longest : run.recoverySteps())
        .toArray();
  }

  private static Row row(
      Group group, double time, Interval survival, int atRisk, int events, List<JudgedRun> runs) {
    return Cells.row(
        group.sweep(),
        group.workload(),
        group.dimension(),
        time,
        survival.estimate(),
        survival.lower(),
        survival.upper(),
        survival.level(),
        atRisk,
        events,
        runs.size());
  }
}
