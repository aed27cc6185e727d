package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.survival.LogRank;
import org.shaketable.analytics.table.DimensionKey;
import org.shaketable.analytics.table.RecoveryTestRow;

/**
 * The table {@code recovery_tests}: log-rank tests of whether times to recovery differ, between the
 * conditions of a dimension and between the dimensions of a workload. Runs are those of {@link
 * RecoverySurvival}.
 *
 * <p>A group of which no run is at risk when the first recovery comes says nothing and is left out;
 * with fewer than two others, or no recovery, there is no test.
 */
public final class RecoveryTests {
  private RecoveryTests() {}

  public static List<RecoveryTestRow> of(List<JudgedRun> runs) {
    List<JudgedRun> followed = runs.stream().filter(run -> !Double.isNaN(run.recovery())).toList();
    List<RecoveryTestRow> rows = new ArrayList<>();
    grouped(followed, run -> run.key().toString())
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
                        run -> SeedText.of(run.condition()))));
    return rows;
  }

  private static List<List<JudgedRun>> grouped(
      List<JudgedRun> runs, Function<JudgedRun, String> key) {
    Map<String, List<JudgedRun>> groups =
        runs.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    return List.copyOf(groups.values());
  }

  private static RecoveryTestRow row(
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
    return new RecoveryTestRow(
        new DimensionKey(runs.get(0).key(), dimension),
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
    return IntStream.range(0, runs.size())
        .filter(i -> numbers.containsKey(group.apply(runs.get(i))))
        .toArray();
  }
}
