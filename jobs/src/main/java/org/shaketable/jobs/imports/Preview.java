package org.shaketable.jobs.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.jobs.imports.mapping.Mapping;

/** What an import would do, for a user who writes a mapping; it writes nothing. */
public final class Preview {
  private static final int RUNS = 3;
  private static final int LEFT_OUT = 10;

  private Preview() {}

  /** The first runs as they would be read, and what would be left out and why. */
  public static List<String> lines(SparkSession spark, Mapping mapping, String from) {
    try (Logs logs = Logs.read(spark, mapping, from, Map.of())) {
      List<String> lines = new ArrayList<>();
      lines.add(
          "Sweep %s: %,d files, %,d runs, %,d left out."
              .formatted(
                  mapping.sweep(),
                  logs.files(),
                  logs.plan().runs().size(),
                  logs.plan().leftOut().size()));
      logs.plan().runs().values().stream()
          .limit(RUNS)
          .forEach(run -> lines.addAll(run(mapping, run, reading(logs, run.name()))));
      lines.addAll(leftOut(logs));
      lines.addAll(unasked(logs));
      return lines;
    }
  }

  private static RunReading reading(Logs logs, String name) {
    return logs.readings().filter(reading -> reading.name().equals(name)).first();
  }

  private static List<String> run(Mapping mapping, PlannedImport plan, RunReading reading) {
    ImportedRun imported = new ImportRows(mapping).run(plan, reading);
    RunRow row = RecordCodec.of(RunRow.class).record(imported.run());
    List<String> lines = new ArrayList<>();
    lines.add("Run %s, of %s".formatted(plan.name(), String.join(", ", reading.fileNames())));
    lines.add(
        "  workload %s, %s, replicate %d, twin %s, stochasticity %s"
            .formatted(
                row.workload(),
                condition(row),
                row.replicate(),
                row.twinRunId() == null ? "none" : row.twinRunId(),
                row.stochasticity()));
    lines.add(
        "  %s%s; %d evaluations from step %,d to %,d; %s at the end"
            .formatted(
                row.status(),
                row.message().isEmpty() ? "" : " (" + row.message() + ")",
                row.evaluations(),
                plan.grid().first(),
                plan.grid().horizon(),
                row.finalPerformance()));
    mapping
        .quantities()
        .forEach(
            (column, quantity) -> {
              var series = reading.log().series().get(quantity.series());
              lines.add(
                  "  %s from %s: %s"
                      .formatted(
                          column,
                          quantity.series(),
                          series == null
                              ? "not there, stays null"
                              : "%,d values".formatted(series.size())));
            });
    if (!reading.skips().counts().isEmpty()) {
      lines.add("  skipped: " + reading.skips().line());
    }
    return lines;
  }

  private static String condition(RunRow row) {
    return row.family() == null
        ? row.role().toString()
        : "%s by %s %s (%s, %s)"
            .formatted(row.role(), row.family(), row.magnitude(), row.dimension(), row.schedule());
  }

  private static List<String> leftOut(Logs logs) {
    List<String> lines = new ArrayList<>();
    logs.plan().leftOut().entrySet().stream()
        .limit(LEFT_OUT)
        .forEach(out -> lines.add("Left out %s: %s.".formatted(out.getKey(), out.getValue())));
    if (logs.plan().leftOut().size() > LEFT_OUT) {
      lines.add("Left out %,d more.".formatted(logs.plan().leftOut().size() - LEFT_OUT));
    }
    return lines;
  }

  private static List<String> unasked(Logs logs) {
    Set<String> names = new TreeSet<>();
    logs.summaries().forEach(run -> names.addAll(run.others()));
    return names.isEmpty()
        ? List.of()
        : List.of("Series that the mapping does not ask for: " + String.join(", ", names) + ".");
  }
}
