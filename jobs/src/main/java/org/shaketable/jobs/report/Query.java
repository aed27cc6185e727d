package org.shaketable.jobs.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shaketable.jobs.lake.SweepNote;

/**
 * One SQL query of a figure.
 *
 * <p>Two kinds of placeholders are replaced by literals before it runs and before it is shown, so
 * that what the report shows can be given to {@code shaketable sql} as it is:
 *
 * <ul>
 *   <li>{@code :sweep}: the sweep's name;
 *   <li>{@code :planned}: rows of workload, role and number of runs that the sweep asks for, as it
 *       noted them in the lake; one of nulls where it did not;
 *   <li>{@code :query.column}: the distinct values of a column in the result of an earlier query of
 *       the same figure, as a list; {@code NULL} where there are none.
 * </ul>
 *
 * @param name what the page calls the result
 * @param table a table without which the query is left out; empty where the figure needs them all
 */
record Query(String name, String text, Optional<String> table) {
  private static final String PLANNED = "planned";
  private static final Pattern PLACEHOLDER = Pattern.compile("(?<!:):([a-z_]+)(?:\\.([a-z_]+))?");

  /** A query over the tables that its figure needs. */
  Query(String name, String text) {
    this(name, text, Optional.empty());
  }

  /** A query that is left out where there is no such table. */
  static Query ifThere(String table, String name, String text) {
    return new Query(name, text, Optional.of(table));
  }

  /** The query as it runs, of a sweep that did not note what it asks for. */
  String resolve(String sweep, Map<String, Result> earlier) {
    return resolve(sweep, List.of(), earlier);
  }

  /** The query as it runs. */
  String resolve(String sweep, List<SweepNote.Planned> planned, Map<String, Result> earlier) {
    Matcher matcher = PLACEHOLDER.matcher(text.strip());
    return matcher.replaceAll(
        match ->
            Matcher.quoteReplacement(
                match.group(2) == null
                    ? match.group(1).equals(PLANNED) ? rows(planned) : literal(sweep)
                    : literals(earlier.get(match.group(1)).column(match.group(2)))));
  }

  private static String rows(List<SweepNote.Planned> planned) {
    return planned.isEmpty()
        ? "(CAST(NULL AS STRING), CAST(NULL AS STRING), CAST(NULL AS BIGINT))"
        : planned.stream()
            .map(
                one ->
                    "(%s, %s, %dL)"
                        .formatted(literal(one.workload()), literal(one.role()), one.runs()))
            .collect(Collectors.joining(", "));
  }

  private static String literals(List<Object> values) {
    String list =
        values.stream()
            .filter(Objects::nonNull)
            .distinct()
            .map(value -> literal(value.toString()))
            .collect(Collectors.joining(", "));
    return list.isEmpty() ? "NULL" : list;
  }

  private static String literal(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
