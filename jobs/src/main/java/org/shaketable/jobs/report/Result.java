package org.shaketable.jobs.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.jobs.lake.DriverQuery;
import scala.collection.JavaConverters;

/**
 * What a query returned: small enough to be shown.
 *
 * @param sql the query as it ran
 * @param columns names of the columns
 * @param rows cells in the order of the columns; numbers that are not finite are null
 */
record Result(String sql, List<String> columns, List<List<Object>> rows) {

  /** Runs a query. */
  static Result of(String sql, Dataset<Row> dataset) {
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : DriverQuery.rows(dataset)) {
      rows.add(cells(row));
    }
    return new Result(sql, List.of(dataset.columns()), rows);
  }

  /** All cells of a column. */
  List<Object> column(String name) {
    int index = index(name);
    return rows.stream().map(row -> row.get(index)).toList();
  }

  /** The rows with their columns' names. */
  List<Map<String, Object>> records() {
    return rows.stream()
        .map(
            row -> {
              Map<String, Object> named = new LinkedHashMap<>();
              IntStream.range(0, row.size()).forEach(i -> named.put(columns.get(i), row.get(i)));
              return named;
            })
        .toList();
  }

  private int index(String name) {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Invalid column: expected one of %s, found %s".formatted(columns, name));
    }
    return index;
  }

  private static List<Object> cells(Row row) {
    Object[] cells = new Object[row.size()];
    Arrays.setAll(cells, i -> plain(row.get(i)));
    return Arrays.asList(cells);
  }

  /** A value of Spark's as one that JSON has. */
  private static Object plain(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number : null;
    }
    if (value instanceof Float number) {
      return Float.isFinite(number) ? number : null;
    }
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof scala.collection.Seq<?> sequence) {
      return JavaConverters.seqAsJavaList(sequence).stream()
          .map(Result::plain)
          .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    }
    return value instanceof Row row ? cells(row) : value.toString();
  }
}
