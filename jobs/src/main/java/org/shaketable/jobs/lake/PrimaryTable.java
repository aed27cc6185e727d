package org.shaketable.jobs.lake;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

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
          of("reports", ReportRow.class),
          of("trajectories", TrajectoryRow.class, "sweep", "workload"),
          of("runs", RunRow.class));

  /** Those of some lakes, too. */
  static final List<PrimaryTable> ALL =
      Stream.concat(
              Stream.of(of("checkpoints", CheckpointRow.class, "sweep", "workload")),
              ALWAYS.stream())
          .toList();

  private static PrimaryTable of(
      String name, Class<? extends Record> row, String... partitionedBy) {
    return new PrimaryTable(name, RecordCodec.of(row).schema(), List.of(partitionedBy));
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
