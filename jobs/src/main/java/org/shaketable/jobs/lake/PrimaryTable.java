package org.shaketable.jobs.lake;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.analytics.table.ImportedFileRow;
import org.shaketable.analytics.table.RepeatRow;
import org.shaketable.analytics.table.ReportRow;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.analytics.table.TableColumn;
import org.shaketable.analytics.table.TableDefinition;
import org.shaketable.analytics.table.TrajectoryRow;
import org.shaketable.analytics.table.WorkloadRow;
import org.shaketable.training.workload.Feature;

/** A table that holds what cannot be computed again. */
record PrimaryTable(TableDefinition definition, StructType schema) {
  /** The tables of every lake; {@code runs} is made last, so that who finds it finds all. */
  static final List<PrimaryTable> ALWAYS =
      List.of(
          of(ReportRow.class), of(TrajectoryRow.class), of(WorkloadRow.class), of(RunRow.class));

  /** The tables of every lake and of some lakes. */
  static final List<PrimaryTable> ALL =
      Stream.concat(
              Stream.of(of(CheckpointRow.class), of(ImportedFileRow.class), of(RepeatRow.class)),
              ALWAYS.stream())
          .toList();

  private static PrimaryTable of(Class<? extends Record> row) {
    return new PrimaryTable(
        TableDefinition.of(row), RecordCodec.of(row, Feature.columns()).schema());
  }

  String name() {
    return definition.name();
  }

  /** The columns that it is partitioned by. */
  List<String> partitions() {
    return definition.partitionedBy();
  }

  /** The columns that make the version of the schema, each as its name and type. */
  List<String> columns() {
    return columnNames().stream()
        .map(name -> name + " " + schema.apply(name).dataType().sql())
        .toList();
  }

  /**
   * The names of these columns. Features are none of them: each workload has its own, which the
   * table {@code workloads} names.
   */
  List<String> columnNames() {
    return definition.columns().stream()
        .filter(column -> column.component().getType() != SortedMap.class)
        .map(TableColumn::name)
        .toList();
  }

  /** Whether a table may have a column that its record does not name. */
  boolean open() {
    return columnNames().size() < schema.size();
  }
}
