package org.shaketable.jobs.imports;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.ImportedFileRow;
import org.shaketable.analytics.table.SkipRow;
import org.shaketable.jobs.imports.log.Skips;
import org.shaketable.jobs.lake.Lake;

/** The table {@code imported_files}: what was taken from each file, and what was left out of it. */
record ImportedFiles(Lake lake, String sweep) {
  private static final String TABLE = "imported_files";
  private static final RecordCodec<ImportedFileRow> CODEC = RecordCodec.of(ImportedFileRow.class);
  private static final Comparator<ImportedFileRow> ORDER =
      Comparator.comparing(ImportedFileRow::file)
          .thenComparing(row -> String.valueOf(row.runId()))
          .thenComparing(row -> String.valueOf(row.leftOut()));

  /** Writes what is to say of the logs, where the lake does not say it yet. */
  void write(SparkSession spark, Logs logs) {
    List<ImportedFileRow> before = before();
    List<ImportedFileRow> now = new ArrayList<>(rows(logs));
    now.addAll(ofOtherRuns(before, now));
    now.sort(ORDER);
    if (!now.equals(before)) {
      lake.replace(TABLE, CODEC.dataset(spark, now).coalesce(1), sweep);
    }
  }

  private List<ImportedFileRow> before() {
    if (!lake.has(TABLE)) {
      return List.of();
    }
    List<Row> rows = lake.now(TABLE).where(col("sweep").equalTo(sweep)).collectAsList();
    return rows.stream().map(CODEC::record).sorted(ORDER).toList();
  }

  /** Runs whose logs are gone stay in the lake, and with them what is known of their files. */
  private static List<ImportedFileRow> ofOtherRuns(
      List<ImportedFileRow> before, List<ImportedFileRow> now) {
    Set<String> runs = new HashSet<>();
    Set<String> files = new HashSet<>();
    now.forEach(row -> runs.add(row.runId()));
    now.forEach(row -> files.add(row.file()));
    return before.stream()
        .filter(row -> row.runId() != null)
        .filter(row -> !runs.contains(row.runId()) && !files.contains(row.file()))
        .toList();
  }

  private List<ImportedFileRow> rows(Logs logs) {
    return logs.summaries().stream().flatMap(run -> rows(run, logs.plan())).toList();
  }

  private Stream<ImportedFileRow> rows(RunSummary run, ImportPlan plan) {
    PlannedImport planned = plan.runs().get(run.name());
    return run.files().stream()
        .map(
            file ->
                new ImportedFileRow(
                    sweep,
                    file.name(),
                    planned == null ? null : planned.runId(),
                    plan.leftOut().get(run.name()),
                    file.values(),
                    skips(file.skips())));
  }

  private static List<SkipRow> skips(Skips skips) {
    return skips.counts().entrySet().stream()
        .map(
            skip ->
                new SkipRow(
                    skip.getKey().words(), skip.getValue(), skips.examples().get(skip.getKey())))
        .sorted(Comparator.comparing(SkipRow::what))
        .toList();
  }
}
