package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.Score;
import org.shaketable.analytics.stats.survival.KaplanMeier;
import org.shaketable.analytics.table.DimensionKey;
import org.shaketable.analytics.table.RecoveryCurveRow;

/**
 * The table {@code recovery_curves}: of the runs that collapsed and whose disturbance ended, the
 * share that has not recovered so many steps after (Kaplan-Meier), per workload and dimension, from
 * 0 to the last time at which a run was seen. A diverged run cannot come back: it stays at risk up
 * to the longest time seen.
 */
public final class RecoverySurvival {
  private RecoverySurvival() {}

  public static List<RecoveryCurveRow> of(List<JudgedRun> runs, double level) {
    Map<DimensionKey, List<JudgedRun>> groups =
        runs.stream()
            .filter(run -> !Double.isNaN(run.recovery()))
            .collect(
                Collectors.groupingBy(
                    run -> run.condition().dimensionKey(), TreeMap::new, Collectors.toList()));
    List<RecoveryCurveRow> rows = new ArrayList<>();
    groups.forEach((key, members) -> add(rows, key, members, level));
    return rows;
  }

  private static void add(
      List<RecoveryCurveRow> rows, DimensionKey group, List<JudgedRun> runs, double level) {
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

  private static RecoveryCurveRow row(
      DimensionKey group,
      double time,
      Interval survival,
      int atRisk,
      int events,
      List<JudgedRun> runs) {
    return new RecoveryCurveRow(
        group,
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
