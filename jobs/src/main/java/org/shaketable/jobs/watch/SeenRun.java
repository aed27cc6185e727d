package org.shaketable.jobs.watch;

import org.apache.parquet.example.data.Group;

/**
 * A run that has ended, as the page needs it.
 *
 * @param kind its dimension, or placebo; null for a clean run
 * @param twin null for none
 */
record SeenRun(
    String id,
    String sweep,
    String workload,
    String configuration,
    String kind,
    String family,
    double magnitude,
    String schedule,
    int replicate,
    String twin,
    String status,
    String message,
    long steps) {
  static final java.util.List<String> COLUMNS =
      java.util.List.of(
          "run_id",
          "sweep",
          "workload",
          "configuration",
          "role",
          "dimension",
          "family",
          "magnitude",
          "schedule",
          "replicate",
          "twin_run_id",
          "status",
          "message",
          "steps");

  static SeenRun of(Group row) {
    String role = ColumnReader.text(row, "role");
    String dimension = ColumnReader.text(row, "dimension");
    return new SeenRun(
        ColumnReader.text(row, "run_id"),
        ColumnReader.text(row, "sweep"),
        ColumnReader.text(row, "workload"),
        ColumnReader.text(row, "configuration"),
        "clean".equals(role) ? null : dimension == null ? role : dimension,
        ColumnReader.text(row, "family"),
        ColumnReader.real(row, "magnitude"),
        ColumnReader.text(row, "schedule"),
        row.getInteger("replicate", 0),
        ColumnReader.text(row, "twin_run_id"),
        ColumnReader.text(row, "status"),
        ColumnReader.text(row, "message"),
        row.getLong("steps", 0));
  }

  boolean failed() {
    return "FAILED".equals(status);
  }

  boolean diverged() {
    return "DIVERGED".equals(status);
  }
}
