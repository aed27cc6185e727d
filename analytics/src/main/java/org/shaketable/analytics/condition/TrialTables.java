package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.trial.Comparison;
import org.shaketable.analytics.stats.trial.Outcome;
import org.shaketable.analytics.table.DimensionStabilityRow;
import org.shaketable.analytics.table.Estimate;
import org.shaketable.analytics.table.PlaceboEstimate;
import org.shaketable.analytics.table.StabilityRow;

/**
 * Stability as a vector: each outcome of a condition, or of a dimension, as it is, beside placebo,
 * and the difference paired by seed. There is no product of them and no mean.
 */
public final class TrialTables {
  /** Excess loss: the difference of P(lost) to placebo. */
  public static final String EXCESS_LOSS = "excess_loss";

  /** One metric of a group of runs. */
  private record Metric(String name, Estimate estimate, PlaceboEstimate placebo) {}

  private TrialTables() {}

  /** One row per condition and metric. */
  public static List<StabilityRow> byCondition(
      List<JudgedRun> runs, Placebos placebos, double level) {
    return by(JudgedRun::condition, runs, placebos, level).entrySet().stream()
        .flatMap(
            group ->
                group.getValue().stream()
                    .map(m -> new StabilityRow(group.getKey(), m.name, m.estimate, m.placebo)))
        .toList();
  }

  /** One row per dimension of a configuration and metric. */
  public static List<DimensionStabilityRow> byDimension(
      List<JudgedRun> runs, Placebos placebos, double level) {
    return by(run -> run.condition().dimensionKey(), runs, placebos, level).entrySet().stream()
        .flatMap(
            group ->
                group.getValue().stream()
                    .map(
                        m ->
                            new DimensionStabilityRow(
                                group.getKey(), m.name, m.estimate, m.placebo)))
        .toList();
  }

  private static <K extends Comparable<K>> Map<K, List<Metric>> by(
      Function<JudgedRun, K> key, List<JudgedRun> runs, Placebos placebos, double level) {
    Map<K, List<JudgedRun>> groups =
        runs.stream()
            .filter(run -> !run.failed())
            .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    Map<K, List<Metric>> metrics = new TreeMap<>();
    groups.forEach((name, members) -> metrics.put(name, metrics(members, placebos, level)));
    return metrics;
  }

  private static List<Metric> metrics(List<JudgedRun> runs, Placebos placebos, double level) {
    List<Metric> metrics = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      Comparison comparison =
          Comparison.of(
              outcome.scale(),
              runs.stream().map(run -> placebos.pair(outcome, run)).toList(),
              level);
      metrics.add(
          new Metric(
              outcome.column(), Estimate.of(comparison.own()), PlaceboEstimate.of(comparison)));
      if (outcome == Outcome.LOST) {
        metrics.add(
            new Metric(EXCESS_LOSS, Estimate.of(comparison.difference()), PlaceboEstimate.NONE));
      }
    }
    return metrics;
  }
}
