package org.shaketable.analytics;

import static org.apache.spark.sql.functions.lit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.condition.Buffering;
import org.shaketable.analytics.condition.CleanFinals;
import org.shaketable.analytics.condition.CollapseSensitivity;
import org.shaketable.analytics.condition.Configurations;
import org.shaketable.analytics.condition.CriticalMagnitudes;
import org.shaketable.analytics.condition.Decoupling;
import org.shaketable.analytics.condition.DoseSurvivals;
import org.shaketable.analytics.condition.FinalTables;
import org.shaketable.analytics.condition.FragilityRanks;
import org.shaketable.analytics.condition.Interactions;
import org.shaketable.analytics.condition.LearningRates;
import org.shaketable.analytics.condition.PerformanceProfiles;
import org.shaketable.analytics.condition.Placebos;
import org.shaketable.analytics.condition.RecoverySurvival;
import org.shaketable.analytics.condition.RecoveryTests;
import org.shaketable.analytics.condition.TrialTables;
import org.shaketable.analytics.condition.VarianceShareTable;
import org.shaketable.analytics.detection.RaisedAlarms;
import org.shaketable.analytics.detection.Thresholds;
import org.shaketable.analytics.evidence.AdjustedTests;
import org.shaketable.analytics.evidence.Alarms;
import org.shaketable.analytics.evidence.ClaimDefinition;
import org.shaketable.analytics.evidence.Claims;
import org.shaketable.analytics.evidence.Detectors;
import org.shaketable.analytics.evidence.Exclusions;
import org.shaketable.analytics.evidence.Flags;
import org.shaketable.analytics.evidence.Outcomes;
import org.shaketable.analytics.evidence.PrecedenceTable;
import org.shaketable.analytics.evidence.WatchedRun;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.judgement.RunJudge;
import org.shaketable.analytics.metastate.CleanBands;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.metastate.ControlGroups;
import org.shaketable.analytics.metastate.MetaStateModels;
import org.shaketable.analytics.metastate.MetaStates;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Pairs;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.packing.TrajectoryPacker;
import org.shaketable.analytics.precedence.Precedence;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.stats.claim.ClaimRule;
import org.shaketable.analytics.table.AlarmRow;
import org.shaketable.analytics.table.BufferingRow;
import org.shaketable.analytics.table.ClaimRow;
import org.shaketable.analytics.table.CleanBandRow;
import org.shaketable.analytics.table.CollapseSensitivityRow;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ConfigurationRow;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.CriticalMagnitudeRow;
import org.shaketable.analytics.table.DecouplingRow;
import org.shaketable.analytics.table.DetectorRow;
import org.shaketable.analytics.table.DimensionStabilityRow;
import org.shaketable.analytics.table.DoseSurvivalRow;
import org.shaketable.analytics.table.ExclusionRow;
import org.shaketable.analytics.table.FlagRow;
import org.shaketable.analytics.table.FragilityRankRow;
import org.shaketable.analytics.table.InteractionRow;
import org.shaketable.analytics.table.LearningRateRow;
import org.shaketable.analytics.table.MetaStateModelRow;
import org.shaketable.analytics.table.MetaStateRow;
import org.shaketable.analytics.table.PerformanceProfileRow;
import org.shaketable.analytics.table.PrecedenceRow;
import org.shaketable.analytics.table.RecoveryCurveRow;
import org.shaketable.analytics.table.RecoveryTestRow;
import org.shaketable.analytics.table.RunStabilityRow;
import org.shaketable.analytics.table.StabilityRow;
import org.shaketable.analytics.table.TableDefinition;
import org.shaketable.analytics.table.TestRow;
import org.shaketable.analytics.table.VarianceShareRow;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * All result tables of one sweep, from its runs, trajectories and workloads.
 *
 * <p>Trajectories are read once, packed run by run, brought to their twins and kept. From the clean
 * ones come the clean bands, the meta-state models and the detectors' thresholds; then every run is
 * judged beside its twin, and every evaluation is placed in its model. All other tables are made of
 * the judged runs, one small record each.
 */
public final class Analytics implements AutoCloseable {
  private final SparkSession spark;
  private final JavaRDD<PackedRun> packed;
  private final Broadcast<Map<ControlKey, ControlGroup>> groups;
  private final String analysedVersions;
  private final Map<String, Dataset<Row>> tables = new LinkedHashMap<>();

  /**
   * Computes all small tables; {@code meta_states} is computed when it is written.
   *
   * @param lake tables of this sweep or of more
   * @param claims to be judged
   * @param analysedVersions JSON of table to version, kept with every row
   * @throws IllegalArgumentException when the tables do not fit together
   */
  public Analytics(
      String sweep,
      LakeTables lake,
      AnalyticsSettings settings,
      List<ClaimDefinition> claims,
      String analysedVersions) {
    this.spark = lake.runs().sparkSession();
    this.analysedVersions = analysedVersions;
    LakeTables ours = lake.of(sweep);
    Map<ConfigurationKey, WorkloadRow> workloads = ours.workloadsByKey();
    TrajectoryColumns columns = TrajectoryColumns.of(workloads.values());
    packed =
        Pairs.of(
                ours.runs(),
                TrajectoryPacker.pack(ours.trajectories(), columns),
                ours.evaluations(workloads.keySet()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    JavaRDD<PackedRun> clean = packed.filter(PackedRun::inControlGroup);
    groups = context().broadcast(ControlGroups.of(clean, columns, workloads));
    RunJudge judge = new RunJudge(groups, workloads, columns);
    List<JudgedRun> judged = Pairs.judge(packed, columns.width(), judge).collect();
    put(CleanBandRow.class, CleanBands.of(groups.value()));
    aboutRuns(judged);
    put(FlagRow.class, Flags.of(ours.runs(), ours.trajectories()));
    List<JudgedRun> perturbed = JudgedRun.perturbed(judged);
    aboutConditions(sweep, judged, perturbed, settings);
    put(
        LearningRateRow.class,
        LearningRates.of(spark, judged, workloads.values(), groups.value(), settings));
    put(MetaStateModelRow.class, MetaStateModels.of(groups.value()));
    ClaimRule gain = ClaimDefinition.rule(claims, ClaimDefinition.Quantity.PRECEDENCE);
    Warnings warnings = warnings(judged, clean, columns, gain, settings.level());
    Configurations configurations = Configurations.of(judged, workloads);
    put(ConfigurationRow.class, configurations.rows(settings.level()));
    List<DecouplingRow> decoupling = Decoupling.of(sweep, configurations, settings);
    Claims.Data data =
        new Claims.Data(
            sweep,
            decoupling,
            perturbed,
            warnings.precedence(),
            ControlGroups.lowDimension(groups.value()));
    put(ClaimRow.class, Claims.of(claims, data, settings));
    tested(sweep, decoupling, perturbed, new Placebos(judged), warnings.detectors(), settings);
    put(MetaStateRow.class, MetaStates.of(spark, packed, columns, groups));
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  private void aboutRuns(List<JudgedRun> judged) {
    put(
        RunStabilityRow.class,
        judged.stream().filter(run -> !run.facts().clean()).map(JudgedRun::row).toList());
    put(ExclusionRow.class, Exclusions.of(judged));
  }

  /** What announces collapses. */
  private record Warnings(
      List<DetectorRow> detectors, Map<WorkloadKey, Precedence.Found> precedence) {}

  private Warnings warnings(
      List<JudgedRun> judged,
      JavaRDD<PackedRun> clean,
      TrajectoryColumns columns,
      ClaimRule gain,
      double level) {
    Map<ControlKey, Thresholds> thresholds = Thresholds.of(clean, columns, groups);
    Map<String, Integer> collapses = Outcomes.collapses(judged);
    List<WatchedRun> seen =
        WatchedRun.of(judged, RaisedAlarms.of(packed, columns, groups, thresholds, collapses));
    Map<WorkloadKey, Precedence.Found> precedence =
        Precedence.of(packed, columns, groups, thresholds, Outcomes.of(judged));
    List<DetectorRow> detectors = Detectors.of(seen, thresholds, precedence, gain, level);
    put(AlarmRow.class, Alarms.of(seen));
    put(DetectorRow.class, detectors);
    put(PrecedenceRow.class, PrecedenceTable.of(precedence, gain, level));
    return new Warnings(detectors, precedence);
  }

  private void aboutConditions(
      String sweep, List<JudgedRun> judged, List<JudgedRun> runs, AnalyticsSettings settings) {
    Placebos placebos = new Placebos(judged);
    List<StabilityRow> stability =
        Stream.concat(
                TrialTables.byCondition(runs, placebos, settings.level()).stream(),
                FinalTables.of(context(), runs, new CleanFinals(judged), settings).stream())
            .toList();
    put(StabilityRow.class, stability);
    put(DimensionStabilityRow.class, TrialTables.byDimension(runs, placebos, settings.level()));
    put(FragilityRankRow.class, FragilityRanks.of(sweep, runs, placebos, settings));
    put(DoseSurvivalRow.class, DoseSurvivals.of(runs, placebos, settings.level()));
    put(PerformanceProfileRow.class, PerformanceProfiles.of(runs, settings));
    put(RecoveryCurveRow.class, RecoverySurvival.of(runs, settings.level()));
    put(InteractionRow.class, Interactions.of(runs, settings.level()));
    put(
        BufferingRow.class,
        Buffering.of(sweep, judged, ControlGroups.scales(groups.value()), settings));
    put(VarianceShareRow.class, VarianceShareTable.of(runs));
    put(CollapseSensitivityRow.class, CollapseSensitivity.of(sweep, runs));
  }

  /** The tables that have p-values, and that of all tests. */
  private void tested(
      String sweep,
      List<DecouplingRow> decoupling,
      List<JudgedRun> runs,
      Placebos placebos,
      List<DetectorRow> detectors,
      AnalyticsSettings settings) {
    List<CriticalMagnitudeRow> critical = CriticalMagnitudes.of(runs, placebos, settings);
    List<RecoveryTestRow> recoveries = RecoveryTests.of(runs);
    put(DecouplingRow.class, decoupling);
    put(CriticalMagnitudeRow.class, critical);
    put(RecoveryTestRow.class, recoveries);
    put(TestRow.class, new AdjustedTests(decoupling, critical, recoveries, detectors).of(sweep));
  }

  /** A table computed in the driver: small, so that it becomes one file. */
  private <T extends Record> void put(Class<T> type, List<T> rows) {
    put(type, RecordCodec.of(type).dataset(spark, rows).coalesce(1));
  }

  private void put(Class<? extends Record> type, Dataset<Row> rows) {
    TableDefinition table = TableDefinition.of(type);
    tables.put(
        table.name(),
        table.analysed() ? rows.withColumn("analysed_versions", lit(analysedVersions)) : rows);
  }

  /** The result tables by name, in the order in which they are best written. */
  public Map<String, Dataset<Row>> tables() {
    return Collections.unmodifiableMap(tables);
  }

  /** Lets go of what was kept in memory. */
  @Override
  public void close() {
    packed.unpersist(false);
    groups.destroy();
  }
}
