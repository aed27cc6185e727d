package org.shaketable.analytics;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.TableDefinition;

/**
 * A table that the analysis computes.
 *
 * @param definition what its rows say
 * @param rows what computes them
 */
record ResultTable(TableDefinition definition, Function<Findings, Dataset<Row>> rows) {

  /** A table of the judged runs, computed in the driver: small, so that it becomes one file. */
  static <T extends Record> ResultTable ofRuns(Class<T> type, Function<JudgedSweep, List<T>> rows) {
    return ofFindings(type, found -> rows.apply(found.sweep()));
  }

  /** A table of what goes into several, computed in the driver: small, so that it is one file. */
  static <T extends Record> ResultTable ofFindings(
      Class<T> type, Function<Findings, List<T>> rows) {
    RecordCodec<T> codec = RecordCodec.of(type);
    return new ResultTable(
        TableDefinition.of(type),
        found -> codec.dataset(found.sweep().spark(), rows.apply(found)).coalesce(1));
  }

  /** A table that Spark computes when it is written. */
  static ResultTable distributed(
      Class<? extends Record> type, Function<JudgedSweep, Dataset<Row>> rows) {
    return new ResultTable(TableDefinition.of(type), found -> rows.apply(found.sweep()));
  }
}
