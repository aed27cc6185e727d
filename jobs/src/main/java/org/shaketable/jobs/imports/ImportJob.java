package org.shaketable.jobs.imports;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.analytics.table.Source;
import org.shaketable.analytics.table.WorkloadRow;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.damage.RowsCheck;
import org.shaketable.jobs.imports.mapping.Mapping;
import org.shaketable.jobs.lake.Agreement;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.SmallLake;

/**
 * Brings logs into a lake as a sweep. Again it writes only what has changed: a run whose rows are
 * other than the lake's takes their place.
 *
 * <p>Rows of a run are taken out of {@code trajectories} first and put into {@code runs} last: an
 * import that is killed is made whole by the next.
 */
public final class ImportJob {
  private static final RecordCodec<RunRow> RUNS = RecordCodec.of(RunRow.class);
  private static final RecordCodec<WorkloadRow> WORKLOADS = RecordCodec.of(WorkloadRow.class);

  private final SparkSession spark;
  private final Lake lake;
  private final Mapping mapping;

  private ImportJob(SparkSession spark, Lake lake, Mapping mapping) {
    this.spark = spark;
    this.lake = lake;
    this.mapping = mapping;
  }

  /**
   * Imports.
   *
   * @param from the directory that a relative pattern of files is below
   * @throws Mistake where there is no log, or the lake has a sweep of that name that was trained
   */
  public static ImportResult run(SparkSession spark, Lake lake, Mapping mapping, String from) {
    ImportJob job = new ImportJob(spark, lake, mapping);
    job.refuseTrained();
    try (Logs logs = Logs.read(spark, mapping, from, job.replicates())) {
      return job.write(logs);
    }
  }

  /** The numbers that the lake's runs of the sweep have, by their ids. */
  private Map<String, Integer> replicates() {
    Map<String, Integer> numbers = new HashMap<>();
    before().forEach((id, row) -> numbers.put(id, RUNS.record(row).replicate()));
    return numbers;
  }

  private void refuseTrained() {
    if (!lake.now("runs")
        .where(
            col("sweep")
                .equalTo(mapping.sweep())
                .and(col("source").notEqual(Source.IMPORTED.toString())))
        .isEmpty()) {
      throw new Mistake(
          "Cannot import sweep %s: lake %s has a sweep of that name that was trained; rename sweep in the mapping"
              .formatted(mapping.sweep(), lake));
    }
  }

  private ImportResult write(Logs logs) {
    ImportRows rows = new ImportRows(mapping);
    Broadcast<Map<String, PlannedImport>> plan =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new TreeMap<>(logs.plan().runs()));
    JavaRDD<ImportedRun> imported =
        logs.readings()
            .filter(reading -> plan.value().containsKey(reading.name()))
            .map(reading -> rows.run(plan.value().get(reading.name()), reading))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Map<String, Row> before = before();
      Set<String> changed = new HashSet<>();
      List<Row> runs = imported.map(ImportedRun::run).collect();
      runs.stream()
          .filter(row -> differs(row, before.get(id(row))))
          .forEach(row -> changed.add(id(row)));
      if (!before.isEmpty()) {
        changed.addAll(SmallLake.duringIfSmall(lake, spark, () -> damaged(before.keySet(), runs)));
      }
      if (!changed.isEmpty()) {
        replace(logs, imported, runs, changed, before.keySet());
      } else if (!workloads().containsAll(planned(logs).keySet())) {
        writeWorkloads(logs);
      }
      new ImportedFiles(lake, mapping.sweep()).write(spark, logs);
      return result(logs, imported, changed, before.keySet());
    } finally {
      imported.unpersist();
    }
  }

  /** The runs that the lake has, as this version would write them. */
  private Map<String, Row> before() {
    Map<String, Row> rows = new HashMap<>();
    for (Row row : lake.now("runs").where(col("sweep").equalTo(mapping.sweep())).collectAsList()) {
      rows.put(row.getAs("run_id"), RUNS.row(RUNS.record(row)));
    }
    return rows;
  }

  /**
   * Of runs that are imported now, those whose rows in the lake are not those that were written.
   */
  private Set<String> damaged(Set<String> before, List<Row> runs) {
    Set<String> damaged = new HashSet<>(Agreement.disagreeing(lake, mapping.sweep()));
    damaged.addAll(RowsCheck.of(lake, mapping.sweep()).damaged());
    damaged.retainAll(before);
    damaged.retainAll(runs.stream().map(ImportJob::id).toList());
    return damaged;
  }

  private static String id(Row run) {
    return run.getString(0);
  }

  private static boolean differs(Row now, Row before) {
    return before == null || !Objects.equals(RUNS.record(now), RUNS.record(before));
  }

  private void replace(
      Logs logs,
      JavaRDD<ImportedRun> imported,
      List<Row> runs,
      Set<String> changed,
      Set<String> before) {
    Object[] ids = changed.toArray();
    var ofThese = col("sweep").equalTo(mapping.sweep()).and(col("run_id").isin(ids));
    lake.delete("trajectories", ofThese);
    Set<String> wanted = new HashSet<>(changed);
    var codec = new ImportRows(mapping).trajectories();
    lake.append(
        "trajectories",
        spark.createDataset(
            imported
                .filter(run -> wanted.contains(run.runId()))
                .flatMap(run -> run.trajectory().iterator())
                .coalesce(spark.sparkContext().defaultParallelism())
                .rdd(),
            codec.encoder()),
        "sweep",
        "workload");
    writeWorkloads(logs);
    if (changed.stream().anyMatch(before::contains)) {
      lake.delete("runs", ofThese);
    }
    List<Row> rows = runs.stream().filter(row -> changed.contains(id(row))).toList();
    lake.append("runs", spark.createDataFrame(rows, RUNS.schema()).coalesce(1));
  }

  /** The names of the sweep's workloads that the lake has. */
  private Set<String> workloads() {
    Set<String> names = new HashSet<>();
    lake.read("workloads")
        .where(col("sweep").equalTo(mapping.sweep()))
        .select("workload")
        .collectAsList()
        .forEach(row -> names.add(row.getString(0)));
    return names;
  }

  /** The workloads that these logs are of, by name. */
  private Map<String, WorkloadRow> planned(Logs logs) {
    Map<String, WorkloadRow> workloads = new TreeMap<>();
    ImportRows rows = new ImportRows(mapping);
    logs.plan()
        .runs()
        .values()
        .forEach(run -> workloads.putIfAbsent(run.workload(), rows.workload(run)));
    return workloads;
  }

  /** Workloads of the sweep that these logs have nothing of stay as they are. */
  private void writeWorkloads(Logs logs) {
    Map<String, WorkloadRow> workloads = planned(logs);
    for (Row row :
        lake.read("workloads").where(col("sweep").equalTo(mapping.sweep())).collectAsList()) {
      WorkloadRow there = WORKLOADS.record(row);
      workloads.putIfAbsent(there.workload(), there);
    }
    lake.replace(
        "workloads",
        WORKLOADS.dataset(spark, new ArrayList<>(workloads.values())).coalesce(1),
        mapping.sweep());
  }

  private ImportResult result(
      Logs logs, JavaRDD<ImportedRun> imported, Set<String> written, Set<String> before) {
    List<String> ids = logs.plan().runs().values().stream().map(PlannedImport::runId).toList();
    List<String> skips =
        logs.summaries().stream()
            .flatMap(run -> run.files().stream())
            .filter(file -> !file.skips().counts().isEmpty())
            .map(file -> "%s: %s.".formatted(file.name(), file.skips().line()))
            .toList();
    return new ImportResult(
        mapping.sweep(),
        logs.files(),
        ids.size(),
        written.size(),
        (int) written.stream().filter(before::contains).count(),
        (int) before.stream().filter(id -> !ids.contains(id)).count(),
        skips,
        logs.plan().leftOut(),
        imported.map(ImportedRun::carried).fold(0L, Long::sum),
        imported.map(ImportedRun::values).fold(0L, Long::sum));
  }
}
