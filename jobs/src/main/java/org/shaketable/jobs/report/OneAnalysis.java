package org.shaketable.jobs.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.Tables;
import org.shaketable.analytics.table.TableDefinition;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.DriverRows;
import org.shaketable.jobs.lake.Lake;

/**
 * That the result tables of a sweep come from one analysis. One that is at work, or was killed in
 * the middle, has written some of them and not the others.
 */
record OneAnalysis(Lake lake, String sweep) {
  /** What every result table ends with: of one sweep all rows of a table say the same. */
  private static final String VERSIONS = "analysed_versions";

  /** Whether rows say what they were computed from. */
  static boolean tells(Dataset<Row> rows) {
    return List.of(rows.columns()).contains(VERSIONS);
  }

  /**
   * Refuses tables that were computed from different runs.
   *
   * @param firsts a row of the sweep, if there is one, by table
   */
  void require(Map<String, DriverRows> firsts) {
    SortedMap<String, SortedSet<String>> found = new TreeMap<>();
    firsts.forEach(
        (table, rows) ->
            rows.texts(VERSIONS).stream()
                .limit(1)
                .filter(Objects::nonNull)
                .forEach(
                    versions ->
                        found.computeIfAbsent(versions, key -> new TreeSet<>()).add(table)));
    if (found.size() > 1) {
      throw new Mistake(
          "Cannot report on sweep %s of lake %s: its result tables come from %d analyses (%s); wait for `shaketable analyze` where it is at work, else give it again"
              .formatted(
                  sweep,
                  lake,
                  found.size(),
                  found.entrySet().stream()
                      .map(OneAnalysis::named)
                      .collect(Collectors.joining("; "))));
    }
  }

  private static String named(Map.Entry<String, SortedSet<String>> analysis) {
    SortedSet<String> tables = analysis.getValue();
    return "%s%s from versions %s"
        .formatted(
            tables.first(),
            tables.size() == 1 ? "" : " and %d more".formatted(tables.size() - 1),
            analysis.getKey());
  }

  /**
   * Refuses tables that an analysis has written since they were looked at.
   *
   * @param before versions by table
   */
  void requireUnchanged(SortedMap<String, Long> before) {
    Tables.RESULTS.parallelStream()
        .map(TableDefinition::name)
        .filter(before::containsKey)
        .filter(table -> lake.hasLater(table, before.get(table)))
        .findAny()
        .ifPresent(
            table -> {
              throw new Mistake(
                  "Cannot report on sweep %s of lake %s: another process wrote table %s meanwhile; wait for it to end, and give the same command again"
                      .formatted(sweep, lake, table));
            });
  }
}
