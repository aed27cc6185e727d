package org.shaketable.analytics.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * All result tables of one sweep or of several, from its runs and trajectories.
 *
 * <p>Clean runs are read once and kept packed; from them come the clean bands and the meta-state
 * models. Then trajectories are read twice more: once to place every evaluation in its model, once
 * to judge every run beside its twin. All other tables are made of the judged runs, which are kept
 * until this is closed.
 */
public final class Analytics implements AutoCloseable {
  private static final Column PERTURBED = col("reference_run_id").isNotNull();

  private final SparkSession spark;
  private final Dataset<Row> clean;
  private final Dataset<Row> judged;
  private final Broadcast<Map<WorkloadKey, Reference>> references;
  private final Map<String, Dataset<Row>> tables = new LinkedHashMap<>();

  /**
   * Computes what every table needs; the tables themselves are computed when they are written.
   *
   * @param runs rows of the table {@code runs}
   * @param trajectories rows of the table {@code trajectories} of the same sweeps
   * @param analysedVersions JSON of table to version, kept with every row
   */
  public Analytics(
      Dataset<Row> runs,
      Dataset<Row> trajectories,
      AnalyticsSettings settings,
      String analysedVersions) {
    spark = runs.sparkSession();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    TrajectoryColumns columns = TrajectoryColumns.of(trajectories.schema());
    clean = clean(runs, trajectories, columns).persist(StorageLevel.MEMORY_AND_DISK());
    Map<WorkloadKey, Reference> known = References.of(runs, clean, columns);
    references = context.broadcast(known);
    judged =
        Pairs.judge(
                runs,
                TrajectoryPacker.pack(trajectories, columns),
                columns.width(),
                RunColumns.SCHEMA,
                new RunJudge(references, columns))
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<JudgedRun> perturbed = JudgedRun.of(judged);
    put("run_stability", judged.filter(PERTURBED).select(RunColumns.stability()).coalesce(1));
    put("stability", StabilityTables.byCondition(context, perturbed, settings));
    put("dimension_stability", StabilityTables.byDimension(context, perturbed, settings));
    put("critical_magnitudes", CriticalMagnitudes.of(perturbed, settings));
    put("exclusions", Exclusions.of(perturbed));
    put("meta_state_models", MetaStateModels.of(known));
    tables.replaceAll((name, rows) -> rows.withColumn("analysed_versions", lit(analysedVersions)));
    put("meta_states", MetaStates.of(trajectories, columns, references));
  }

  private void put(String table, Table rows) {
    put(table, rows.dataset(spark));
  }

  private void put(String table, Dataset<Row> rows) {
    tables.put(table, rows);
  }

  private static Dataset<Row> clean(
      Dataset<Row> runs, Dataset<Row> trajectories, TrajectoryColumns columns) {
    Dataset<Row> ids =
        runs.filter(col("reference_run_id").isNull().and(col("status").notEqual("FAILED")))
            .select("run_id", "sweep", "workload");
    Dataset<Row> rows = trajectories.join(broadcast(ids.select("run_id")), "run_id");
    return TrajectoryPacker.pack(rows, columns)
        .join(broadcast(ids), "run_id")
        .select("sweep", "workload", "run_id", "packed");
  }

  /** The result tables by name, in the order in which they are best written. */
  public Map<String, Dataset<Row>> tables() {
    return Collections.unmodifiableMap(tables);
  }

  /** Lets go of what was kept in memory. */
  @Override
  public void close() {
    judged.unpersist(false);
    clean.unpersist(false);
    references.destroy();
  }
}
