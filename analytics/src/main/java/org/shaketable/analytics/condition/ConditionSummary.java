package org.shaketable.analytics.condition;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.trial.Outcome;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.StabilityRow;

/**
 * One condition in two numbers.
 *
 * @param finalPerformance median normalised final performance of its runs; NaN if none has one
 * @param stability share of its runs that are not lost; NaN if that is not known
 */
public record ConditionSummary(Condition condition, double finalPerformance, double stability) {

  /** All conditions, in order, with what the table {@code stability} says of them. */
  public static List<ConditionSummary> of(List<JudgedRun> runs, List<StabilityRow> stability) {
    Map<Condition, Double> scalars =
        stability.stream()
            .filter(row -> row.metric().equals(Outcome.LOST.column()))
            .collect(
                Collectors.toMap(StabilityRow::condition, row -> 1 - row.estimate().estimate()));
    Map<Condition, List<JudgedRun>> groups =
        runs.stream()
            .collect(
                Collectors.groupingBy(JudgedRun::condition, TreeMap::new, Collectors.toList()));
    return groups.entrySet().stream()
        .map(
            group ->
                new ConditionSummary(
                    group.getKey(),
                    median(group.getValue()),
                    scalars.getOrDefault(group.getKey(), Double.NaN)))
        .toList();
  }

  private static double median(List<JudgedRun> runs) {
    double[] finals = runs.stream().mapToDouble(JudgedRun::finalPerformance).toArray();
    return Percentiles.median(Percentiles.withoutNaN(finals));
  }
}
