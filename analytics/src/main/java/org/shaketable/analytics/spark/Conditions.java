package org.shaketable.analytics.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.stability.StabilityMetric;

/**
 * One condition in two numbers.
 *
 * @param finalPerformance median normalised final performance of its runs; NaN if none has one
 * @param stability the scalar of the table {@code stability}
 */
record Conditions(Condition condition, double finalPerformance, double stability) {

  /** All conditions, in order, with what the table {@code stability} says of them. */
  static List<Conditions> of(List<JudgedRun> runs, Table stability) {
    Map<Condition, Double> scalars =
        stability.rows().stream()
            .filter(row -> metric(stability, row).equals(StabilityMetric.STABILITY.column()))
            .collect(
                Collectors.toMap(
                    row -> condition(stability, row), row -> estimate(stability, row)));
    Map<Condition, List<JudgedRun>> groups =
        runs.stream()
            .collect(
                Collectors.groupingBy(JudgedRun::condition, TreeMap::new, Collectors.toList()));
    return groups.entrySet().stream()
        .map(
            group ->
                new Conditions(
                    group.getKey(),
                    median(group.getValue()),
                    scalars.getOrDefault(group.getKey(), Double.NaN)))
        .toList();
  }

  private static double median(List<JudgedRun> runs) {
    double[] finals = runs.stream().mapToDouble(JudgedRun::finalPerformance).toArray();
    return Percentiles.median(Percentiles.withoutNaN(finals));
  }

  private static String metric(Table table, Row row) {
    return row.getString(table.schema().fieldIndex("metric"));
  }

  private static double estimate(Table table, Row row) {
    int column = table.schema().fieldIndex("estimate");
    return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
  }

  private static Condition condition(Table table, Row row) {
    Object[] cells =
        Arrays.stream(RunFacts.CONDITION.fieldNames())
            .map(name -> row.get(table.schema().fieldIndex(name)))
            .toArray();
    return new Condition(
        (String) cells[0],
        (String) cells[1],
        (String) cells[2],
        (String) cells[3],
        (Double) cells[4],
        (String) cells[5],
        (String) cells[6]);
  }
}
