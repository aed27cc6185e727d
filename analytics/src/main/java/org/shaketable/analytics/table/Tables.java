package org.shaketable.analytics.table;

import java.util.List;
import java.util.stream.Stream;

/** All tables of a lake. */
public final class Tables {
  /** Those that hold what cannot be computed again. */
  public static final List<TableDefinition> PRIMARY =
      definitions(
          List.of(
              WorkloadRow.class,
              RunRow.class,
              TrajectoryRow.class,
              CheckpointRow.class,
              ImportedFileRow.class,
              RepeatRow.class,
              ReportRow.class));

  /** Those that the analysis computes. */
  public static final List<TableDefinition> RESULTS =
      definitions(
          List.of(
              CleanBandRow.class,
              RunStabilityRow.class,
              StabilityRow.class,
              DimensionStabilityRow.class,
              FragilityRankRow.class,
              DoseSurvivalRow.class,
              CriticalMagnitudeRow.class,
              PerformanceProfileRow.class,
              RecoveryCurveRow.class,
              RecoveryTestRow.class,
              InteractionRow.class,
              ConfigurationRow.class,
              DecouplingRow.class,
              BufferingRow.class,
              VarianceShareRow.class,
              CollapseSensitivityRow.class,
              LearningRateRow.class,
              MetaStateModelRow.class,
              MetaStateRow.class,
              AlarmRow.class,
              DetectorRow.class,
              PrecedenceRow.class,
              ClaimRow.class,
              TestRow.class,
              ExclusionRow.class,
              FlagRow.class,
              PathBarrierRow.class));

  /** Every table, those of sweeps before those of the analysis. */
  public static final List<TableDefinition> ALL =
      Stream.concat(PRIMARY.stream(), RESULTS.stream()).toList();

  private Tables() {}

  private static List<TableDefinition> definitions(List<Class<? extends Record>> records) {
    return records.stream().map(TableDefinition::of).toList();
  }
}
