package org.shaketable.analytics.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * All result tables of one sweep, from its runs and trajectories.
 *
 * <p>Trajectories are read once, packed run by run, brought to their twins and kept. From the clean
 * ones come the clean bands, the meta-state models and the detectors' thresholds; then every run is
 * judged beside its twin, and every evaluation is placed in its model. All other tables are made of
 * the judged runs, one small record each.
 */
public final class Analytics implements AutoCloseable {
  private static final Column PERTURBED = col("twin_run_id").isNotNull();

  private final String sweep;
  private final SparkSession spark;
  private final TrajectoryColumns columns;
  private final JavaRDD<PackedRun> packed;
  private final Dataset<Row> judged;
  private final Map<WorkloadKey, Reference> known;
  private final Map<WorkloadKey, double[]> thresholds;
  private final Broadcast<Map<WorkloadKey, Reference>> references;
  private final Map<String, Dataset<Row>> tables = new LinkedHashMap<>();

  /**
   * Computes all small tables; {@code run_stability} and {@code meta_states} are computed when they
   * are written.
   *
   * @param runs the table {@code runs}, of this sweep or of more
   * @param trajectories the table {@code trajectories}
   * @param claims to be judged
   * @param analysedVersions JSON of table to version, kept with every row
   */
  public Analytics(
      String sweep,
      Dataset<Row> runs,
      Dataset<Row> trajectories,
      AnalyticsSettings settings,
      List<ClaimDefinition> claims,
      String analysedVersions) {
    this.sweep = sweep;
    this.spark = runs.sparkSession();
    this.columns = TrajectoryColumns.of(trajectories.schema());
    Dataset<Row> ours = runs.filter(col("sweep").equalTo(sweep));
    Dataset<Row> rows = trajectories.filter(col("sweep").equalTo(sweep));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    packed =
        Pairs.of(ours, TrajectoryPacker.pack(rows, columns), evaluations(ours))
            .persist(StorageLevel.MEMORY_AND_DISK());
    JavaRDD<PackedRun> clean = packed.filter(PackedRun::reference);
    known = References.of(ours, clean, columns);
    references = context.broadcast(known);
    thresholds = Thresholds.of(clean, columns, references);
    judged = judge().persist(StorageLevel.MEMORY_AND_DISK());
    put("run_stability", judged.filter(PERTURBED).select(RunColumns.stability()).coalesce(1));
    summarise(context, ours, settings, claims);
    tables.replaceAll(
        (name, table) -> table.withColumn("analysed_versions", lit(analysedVersions)));
    put("meta_states", MetaStates.of(spark, packed, columns, references));
  }

  private static long evaluations(Dataset<Row> runs) {
    Row sum = runs.selectExpr("sum(evaluations)").first();
    return sum.isNullAt(0) ? 0 : sum.getLong(0);
  }

  private Dataset<Row> judge() {
    RunJudge judge = new RunJudge(references, columns, thresholds);
    return spark.createDataFrame(Pairs.judge(packed, columns.width(), judge), RunColumns.SCHEMA);
  }

  private void summarise(
      JavaSparkContext context,
      Dataset<Row> ours,
      AnalyticsSettings settings,
      List<ClaimDefinition> claims) {
    List<Row> rows = judged.collectAsList();
    List<JudgedRun> runs = JudgedRun.of(rows);
    Map<List<String>, double[]> clean = JudgedRun.cleanFinals(rows);
    List<Alarms.Run> alarms = Alarms.runs(rows);
    Table stability = StabilityTables.byCondition(context, runs, clean, settings);
    Table detectors = Detectors.of(alarms, thresholds, settings);
    List<Conditions> conditions = Conditions.of(runs, stability);
    Claims.Data data = new Claims.Data(sweep, conditions, runs, alarms, detectors);
    put("stability", stability);
    put("dimension_stability", StabilityTables.byDimension(context, runs, clean, settings));
    Table critical = CriticalMagnitudes.of(runs, settings);
    Table decoupling = Decoupling.of(sweep, conditions, settings);
    Table recoveries = RecoveryTests.of(runs);
    put("critical_magnitudes", critical);
    put("performance_profiles", PerformanceProfiles.of(runs, settings));
    put("recovery_curves", RecoverySurvival.of(runs, settings.level()));
    put("interactions", Interactions.of(runs, settings.level()));
    put("recovery_tests", recoveries);
    put("decoupling", decoupling);
    put("buffering", Buffering.of(sweep, runs, settings));
    put("variance_shares", VarianceTable.of(runs));
    put("collapse_sensitivity", CollapseSensitivity.of(sweep, runs));
    put("learning_rate_sensitivity", LearningRates.of(sweep, ours, known, settings));
    put("tests", tests(critical, decoupling, recoveries, detectors));
    put("exclusions", Exclusions.of(rows, runs));
    put("alarms", Alarms.of(alarms));
    put("detectors", detectors);
    put("claims", Claims.of(claims, data, settings));
    put("meta_state_models", MetaStateModels.of(known));
  }

  private Table tests(Table critical, Table decoupling, Table recoveries, Table detectors) {
    String[] curve = {"workload", "family", "schedule", "stochasticity"};
    return new Tests()
        .add(
            "decoupling",
            "final performance tells nothing of stability",
            decoupling,
            "p",
            "association")
        .add("dose", "collapse does not depend on the magnitude", critical, "slope_p", curve)
        .add(
            "monotonicity",
            "collapse never becomes rarer with magnitude",
            critical,
            "monotone_p",
            curve)
        .add(
            "recovery",
            "times to recovery do not differ",
            recoveries,
            "p",
            "between",
            "workload",
            "dimension")
        .add(
            "detection",
            "the detector's scores tell nothing of collapse",
            detectors,
            "auroc_p",
            "detector",
            "workload")
        .table(sweep);
  }

  private void put(String table, Table rows) {
    put(table, rows.dataset(spark));
  }

  private void put(String table, Dataset<Row> rows) {
    tables.put(table, rows);
  }

  /** The result tables by name, in the order in which they are best written. */
  public Map<String, Dataset<Row>> tables() {
    return Collections.unmodifiableMap(tables);
  }

  /** Lets go of what was kept in memory. */
  @Override
  public void close() {
    judged.unpersist(false);
    packed.unpersist(false);
    references.destroy();
  }
}
