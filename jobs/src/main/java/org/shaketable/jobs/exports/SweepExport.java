package org.shaketable.jobs.exports;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.Lake;

/** Writes the runs of a sweep as files of another tool; numbers keep every bit. */
public final class SweepExport {
  private static final RecordCodec<RunRow> RUNS = RecordCodec.of(RunRow.class);
  private static final Set<String> NO_MEASURE = Set.of("evaluation", "step");

  private final Lake lake;
  private final String sweep;
  private final Path out;

  private SweepExport(Lake lake, String sweep, Path out) {
    this.lake = lake;
    this.sweep = sweep;
    this.out = out;
  }

  /**
   * Writes; what cannot be written wholly leaves no file behind.
   *
   * @param out a directory that is empty or not there
   * @return how many runs
   * @throws Mistake where the lake has no such sweep, or the directory has other files
   */
  public static int write(Lake lake, String sweep, Format format, Path out) {
    SweepExport export = new SweepExport(lake, sweep, out);
    try {
      return export.wholly(format, export.runs());
    } catch (IOException e) {
      throw new Mistake(
          "Cannot write %s: %s; give another directory with --out".formatted(out, e.getMessage()),
          e);
    }
  }

  private Map<String, RunRow> runs() throws IOException {
    Map<String, RunRow> runs = new TreeMap<>();
    for (Row row : ofSweep("runs").collectAsList()) {
      RunRow run = RUNS.record(row);
      requireName("run_ids", run.runId());
      runs.put(run.runId(), run);
    }
    if (runs.isEmpty()) {
      throw new Mistake(
          "Cannot export sweep %s: lake %s has no run of it; list sweeps with `shaketable sql \"SELECT DISTINCT sweep FROM runs\"`"
              .formatted(sweep, lake));
    }
    if (Files.exists(out) && !empty(out)) {
      throw new Mistake(
          "Cannot export to %s: expected an empty or a new directory, found other files in it; give another with --out"
              .formatted(out));
    }
    return runs;
  }

  /** Files bear these names: in a lake from elsewhere one might lead out of the directory. */
  private void requireName(String what, String name) {
    if (name.contains("/") || name.matches("\\.*")) {
      throw new Mistake(
          "Cannot export sweep %s: expected %s that can be names of files, found '%s'; Shaketable did not write that into lake %s: see where it comes from"
              .formatted(sweep, what, name, lake));
    }
  }

  private static boolean empty(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  private Dataset<Row> ofSweep(String table) {
    return lake.read(table).where(col("sweep").equalTo(sweep));
  }

  private Dataset<Row> trajectories() {
    return ofSweep("trajectories").sort("run_id", "evaluation");
  }

  private int wholly(Format format, Map<String, RunRow> runs) throws IOException {
    boolean made = Files.notExists(out);
    Files.createDirectories(out);
    boolean written = false;
    try {
      write(format, runs);
      written = true;
      return runs.size();
    } finally {
      if (!written) {
        clear(made);
      }
    }
  }

  /** The directory was empty or not there: all that is in it is half an export. */
  private void clear(boolean made) {
    try {
      FileUtils.cleanDirectory(out.toFile());
      if (made) {
        Files.delete(out);
      }
    } catch (IOException e) {
      // Why it was not written is told, and that its files stay there the next export tells.
    }
  }

  private void write(Format format, Map<String, RunRow> runs) throws IOException {
    switch (format) {
      case TENSORBOARD -> each(runs, new EventWriter(out));
      case MLFLOW -> each(runs, new StoreWriter(out, sweep));
      case CSV -> {
        CsvTable.write(out.resolve("runs.csv"), ofSweep("runs").sort("run_id"));
        CsvTable.write(out.resolve("trajectories.csv"), trajectories());
      }
      case PARQUET -> {
        parquet("runs", ofSweep("runs").sort("run_id"));
        parquet("trajectories", trajectories());
      }
    }
  }

  private void parquet(String name, Dataset<Row> rows) {
    rows.coalesce(1).write().parquet(out.resolve(name + ".parquet").toUri().toString());
  }

  /** Rows come partition by partition, so that no more than one is in memory. */
  private void each(Map<String, RunRow> runs, RunWriter writer) throws IOException {
    Dataset<Row> rows = trajectories();
    List<String> measures =
        Arrays.stream(rows.schema().fields())
            .filter(field -> field.dataType().equals(DataTypes.DoubleType))
            .map(StructField::name)
            .filter(name -> !NO_MEASURE.contains(name))
            .toList();
    measures.forEach(name -> requireName("columns", name));
    Map<String, RunRow> left = new HashMap<>(runs);
    List<ExportedEvaluation> evaluations = new ArrayList<>();
    String current = null;
    for (Iterator<Row> all = rows.toLocalIterator(); all.hasNext(); ) {
      Row row = all.next();
      String id = row.getAs("run_id");
      if (current != null && !id.equals(current)) {
        writer.write(left.remove(current), evaluations);
        evaluations.clear();
      }
      current = id;
      evaluations.add(evaluation(row, measures));
    }
    if (current != null) {
      writer.write(left.remove(current), evaluations);
    }
    for (RunRow run : left.values()) {
      writer.write(run, List.of());
    }
  }

  private static ExportedEvaluation evaluation(Row row, List<String> measures) {
    SortedMap<String, Double> values = new TreeMap<>();
    for (String measure : measures) {
      Double value = row.getAs(measure);
      if (value != null) {
        values.put(measure, value);
      }
    }
    return new ExportedEvaluation(
        row.<Integer>getAs("evaluation"), row.<Long>getAs("step"), values);
  }
}
