package org.shaketable.analytics;

import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.Analysed;
import org.shaketable.analytics.table.TableColumn;
import org.shaketable.analytics.table.TableDefinition;

/**
 * A table that the analysis computes.
 *
 * @param definition what its rows say
 * @param computed what computes them, given what stands in the column of {@link Analysed}
 */
record ResultTable(
    TableDefinition definition, BiFunction<Findings, String, Dataset<Row>> computed) {
  /** Of more runs the driver makes no rows: they take several times as much as the records. */
  private static final int MANY = 50_000;

  private static final String ANALYSED = TableColumn.of(Analysed.class).get(0).name();

  /** The rows, with the column of {@link Analysed} where the table has it. */
  Dataset<Row> rows(Findings found, String analysedVersions) {
    return computed.apply(found, analysedVersions);
  }

  /** A table of the judged runs, computed in the driver. */
  static <T extends Record> ResultTable ofRuns(Class<T> type, Function<JudgedSweep, List<T>> rows) {
    return ofFindings(type, found -> rows.apply(found.sweep()));
  }

  /** A table with a record of each run in the driver; of many the rows are made when written. */
  static <T extends Record & Serializable> ResultTable ofEachRun(
      Class<T> type, Function<JudgedSweep, List<T>> records) {
    ResultTable few = ofRuns(type, records);
    RecordCodec<T> codec = RecordCodec.of(type);
    ResultTable many =
        distributedOfRuns(type, sweep -> codec.distributed(sweep.spark(), records.apply(sweep)));
    return new ResultTable(
        few.definition,
        (found, analysedVersions) ->
            (found.sweep().judged().size() > MANY ? many : few).rows(found, analysedVersions));
  }

  /** A table of what goes into several, computed in the driver, which holds its rows. */
  static <T extends Record> ResultTable ofFindings(
      Class<T> type, Function<Findings, List<T>> rows) {
    TableDefinition definition = TableDefinition.of(type);
    RecordCodec<T> codec = RecordCodec.of(type);
    return new ResultTable(
        definition,
        (found, analysedVersions) ->
            definition.analysed()
                ? codec.dataset(
                    found.sweep().spark(), rows.apply(found), ANALYSED, analysedVersions)
                : codec.dataset(found.sweep().spark(), rows.apply(found)));
  }

  /** A table of the judged runs that Spark computes when it is written. */
  static ResultTable distributedOfRuns(
      Class<? extends Record> type, Function<JudgedSweep, Dataset<Row>> rows) {
    return distributedOfFindings(type, found -> rows.apply(found.sweep()));
  }

  /** A table of what goes into several that Spark computes when it is written. */
  static ResultTable distributedOfFindings(
      Class<? extends Record> type, Function<Findings, Dataset<Row>> rows) {
    TableDefinition definition = TableDefinition.of(type);
    return new ResultTable(
        definition,
        (found, analysedVersions) ->
            definition.analysed()
                ? rows.apply(found).withColumn(ANALYSED, lit(analysedVersions))
                : rows.apply(found));
  }
}
