package org.shaketable.jobs.lake;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.analytics.table.ReportRow;
import org.shaketable.analytics.table.TableDefinition;
import org.shaketable.analytics.table.TrajectoryRow;
import org.shaketable.training.workload.Feature;

/**
 * A table that holds what cannot be computed again; the columns of these make the version of a
 * lake's schema.
 *
 * @param partitions the columns that it is partitioned by
 */
record PrimaryTable(String name, StructType schema, List<String> partitions) {
  /** Those of every lake; {@code runs} is made last, so that who finds it finds all. */
  static final List<PrimaryTable> ALWAYS =
      List.of(
          of(ReportRow.class),
          of(TrajectoryRow.class),
          new PrimaryTable("runs", RecordCodec.of(RunRow.class).schema(), List.of()));

  /** Those of some lakes, too. */
  static final List<PrimaryTable> ALL =
      Stream.concat(Stream.of(of(CheckpointRow.class)), ALWAYS.stream()).toList();

  private static PrimaryTable of(Class<? extends Record> row) {
    TableDefinition table = TableDefinition.of(row);
    return new PrimaryTable(
        table.name(), RecordCodec.of(row, Feature.columns()).schema(), table.partitionedBy());
  }

  /** The columns, each as its name and type. */
  List<String> columns() {
    return columns(schema);
  }

  static List<String> columns(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(field -> field.name() + " " + field.dataType().sql())
        .toList();
  }
}
