package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.trial.Outcome;
import org.shaketable.analytics.stats.trial.PairedOutcome;
import org.shaketable.analytics.stats.trial.RankSets;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.FragilityRankRow;

/**
 * The table {@code fragility_ranks}: conditions by excess loss, with sets of ranks that hold all at
 * once. Placebo itself is one of those compared, with an excess of 0 at every seed, so that what is
 * told apart from it is told by the same test. Conditions of which no run has both outcomes are not
 * ranked.
 */
public final class FragilityRanks {
  /** Changes of sign that are tried at most. */
  private static final int CHANGES = 4_000;

  private FragilityRanks() {}

  /** One row per condition, the most fragile first; equal ones in the order of conditions. */
  public static List<FragilityRankRow> of(
      String sweep, List<JudgedRun> runs, Placebos placebos, AnalyticsSettings settings) {
    Map<Integer, Integer> places = places(runs);
    Map<Condition, double[]> excess =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    JudgedRun::condition,
                    TreeMap::new,
                    Collectors.collectingAndThen(
                        Collectors.toList(), members -> excess(members, placebos, places))));
    excess.values().removeIf(values -> Arrays.stream(values).allMatch(Double::isNaN));
    return excess.isEmpty()
        ? List.of()
        : rows(sweep, excess, places.size(), placebos.none(), settings);
  }

  /** The seeds in their order: replicates of nights lie far apart. */
  private static Map<Integer, Integer> places(List<JudgedRun> runs) {
    int[] seeds =
        runs.stream().mapToInt(run -> run.facts().replicate()).distinct().sorted().toArray();
    return IntStream.range(0, seeds.length)
        .boxed()
        .collect(Collectors.toMap(place -> seeds[place], place -> place));
  }

  private static double[] excess(
      List<JudgedRun> runs, Placebos placebos, Map<Integer, Integer> places) {
    double[] values = new double[places.size()];
    Arrays.fill(values, Double.NaN);
    for (JudgedRun run : runs) {
      PairedOutcome lost = placebos.pair(Outcome.LOST, run);
      values[places.get(lost.seed())] = placebos.none() ? lost.own() : lost.own() - lost.other();
    }
    return values;
  }

  private static List<FragilityRankRow> rows(
      String sweep,
      Map<Condition, double[]> excess,
      int seeds,
      boolean unpaired,
      AnalyticsSettings settings) {
    List<Condition> conditions = List.copyOf(excess.keySet());
    double[][] values = new double[conditions.size() + (unpaired ? 0 : 1)][];
    Arrays.setAll(
        values, j -> j < conditions.size() ? excess.get(conditions.get(j)) : new double[seeds]);
    RankSets sets =
        RankSets.of(
            values,
            new BootstrapSettings(
                settings.seed() ^ Seeds.of(sweep, "ranks"),
                Math.min(settings.replicates(), CHANGES),
                settings.level()));
    List<FragilityRankRow> rows = new ArrayList<>();
    int placebo = conditions.size();
    for (int j = 0; j < conditions.size(); j++) {
      int condition = j;
      int above = (int) others(placebo, j).filter(k -> sets.above(k, condition)).count();
      int below = (int) others(placebo, j).filter(k -> sets.above(condition, k)).count();
      rows.add(
          new FragilityRankRow(
              conditions.get(j),
              unpaired ? Outcome.LOST.column() : TrialTables.EXCESS_LOSS,
              sets.mean(j),
              1 + above,
              conditions.size() - below,
              conditions.size(),
              unpaired ? null : (Boolean) sets.above(j, placebo),
              settings.level(),
              (int) Arrays.stream(values[j]).filter(value -> !Double.isNaN(value)).count()));
    }
    rows.sort(Comparator.comparingDouble(FragilityRankRow::value).reversed());
    return rows;
  }

  private static IntStream others(int conditions, int but) {
    return IntStream.range(0, conditions).filter(k -> k != but);
  }
}
