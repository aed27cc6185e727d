package org.shaketable.jobs.lake;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * A table that holds what cannot be computed again; the columns of these make the version of a
 * lake's schema.
 *
 * @param partitions the columns that it is partitioned by
 */
record PrimaryTable(String name, StructType schema, List<String> partitions) {
  /** All of them; {@code runs} is made last, so that who finds it finds all. */
  static final List<PrimaryTable> ALL =
      List.of(
          of("reports", ReportRow.class),
          of("trajectories", TrajectoryRow.class, "sweep", "workload"),
          of("runs", RunRow.class));

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
