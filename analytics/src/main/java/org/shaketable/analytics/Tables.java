package org.shaketable.analytics;

import static org.shaketable.analytics.ResultTable.distributedOfFindings;
import static org.shaketable.analytics.ResultTable.distributedOfRuns;
import static org.shaketable.analytics.ResultTable.ofEachRun;
import static org.shaketable.analytics.ResultTable.ofFindings;
import static org.shaketable.analytics.ResultTable.ofRuns;

import java.util.List;
import java.util.stream.Stream;
import org.shaketable.analytics.condition.Buffering;
import org.shaketable.analytics.condition.CollapseSensitivity;
import org.shaketable.analytics.condition.Divergences;
import org.shaketable.analytics.condition.DoseSurvivals;
import org.shaketable.analytics.condition.EqualExposure;
import org.shaketable.analytics.condition.FragilityRanks;
import org.shaketable.analytics.condition.Interactions;
import org.shaketable.analytics.condition.LearningRates;
import org.shaketable.analytics.condition.LostSensitivity;
import org.shaketable.analytics.condition.PerformanceProfiles;
import org.shaketable.analytics.condition.ProgramNoise;
import org.shaketable.analytics.condition.RecoverySurvival;
import org.shaketable.analytics.condition.RegimeTables;
import org.shaketable.analytics.condition.TrialTables;
import org.shaketable.analytics.condition.VarianceShareTable;
import org.shaketable.analytics.condition.WorkloadAgreement;
import org.shaketable.analytics.evidence.AblationTable;
import org.shaketable.analytics.evidence.Alarms;
import org.shaketable.analytics.evidence.Exclusions;
import org.shaketable.analytics.evidence.Flags;
import org.shaketable.analytics.evidence.PrecedenceTable;
import org.shaketable.analytics.evidence.TransferTable;
import org.shaketable.analytics.evidence.WarningTrends;
import org.shaketable.analytics.metastate.CleanBands;
import org.shaketable.analytics.metastate.ControlGroups;
import org.shaketable.analytics.metastate.MetaStateModels;
import org.shaketable.analytics.metastate.MetaStates;
import org.shaketable.analytics.metastate.RegimeTable;
import org.shaketable.analytics.table.AblationRow;
import org.shaketable.analytics.table.AgreementRow;
import org.shaketable.analytics.table.AlarmRow;
import org.shaketable.analytics.table.BufferingRow;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.analytics.table.ClaimRow;
import org.shaketable.analytics.table.ClaimSensitivityRow;
import org.shaketable.analytics.table.CleanBandRow;
import org.shaketable.analytics.table.CollapseSensitivityRow;
import org.shaketable.analytics.table.ComparisonRow;
import org.shaketable.analytics.table.ConfigurationRow;
import org.shaketable.analytics.table.CriticalMagnitudeRow;
import org.shaketable.analytics.table.DecouplingRow;
import org.shaketable.analytics.table.DetectorRow;
import org.shaketable.analytics.table.DimensionStabilityRow;
import org.shaketable.analytics.table.DivergenceRow;
import org.shaketable.analytics.table.DoseSurvivalRow;
import org.shaketable.analytics.table.ExclusionRow;
import org.shaketable.analytics.table.FlagRow;
import org.shaketable.analytics.table.FragilityRankRow;
import org.shaketable.analytics.table.ImportedFileRow;
import org.shaketable.analytics.table.InteractionRow;
import org.shaketable.analytics.table.LearningRateRow;
import org.shaketable.analytics.table.LostSensitivityRow;
import org.shaketable.analytics.table.MetaStateModelRow;
import org.shaketable.analytics.table.MetaStateRow;
import org.shaketable.analytics.table.PathBarrierRow;
import org.shaketable.analytics.table.PerformanceProfileRow;
import org.shaketable.analytics.table.PrecedenceRow;
import org.shaketable.analytics.table.RecoveryCurveRow;
import org.shaketable.analytics.table.RecoveryTestRow;
import org.shaketable.analytics.table.RegimeRow;
import org.shaketable.analytics.table.RegimeTimeRow;
import org.shaketable.analytics.table.RegimeTransitionRow;
import org.shaketable.analytics.table.RepeatRow;
import org.shaketable.analytics.table.ReportRow;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.analytics.table.RunStabilityRow;
import org.shaketable.analytics.table.StabilityRow;
import org.shaketable.analytics.table.TableDefinition;
import org.shaketable.analytics.table.TestRow;
import org.shaketable.analytics.table.TrajectoryRow;
import org.shaketable.analytics.table.TransferRow;
import org.shaketable.analytics.table.VarianceShareRow;
import org.shaketable.analytics.table.WarningTrendRow;
import org.shaketable.analytics.table.WorkloadRow;

/** All tables of a lake: what a row of each says, and of the results, what computes it. */
public final class Tables {
  /** The tables that hold what cannot be computed again. */
  public static final List<TableDefinition> PRIMARY =
      Stream.of(
              WorkloadRow.class,
              RunRow.class,
              TrajectoryRow.class,
              CheckpointRow.class,
              ImportedFileRow.class,
              RepeatRow.class,
              ReportRow.class)
          .map(TableDefinition::of)
          .toList();

  /** The tables that the analysis computes of runs and trajectories. A new one is a line here. */
  static final List<ResultTable> COMPUTED =
      List.of(
          ofRuns(CleanBandRow.class, sweep -> CleanBands.of(sweep.groups().value())),
          ofEachRun(RunStabilityRow.class, JudgedSweep::runStability),
          ofFindings(StabilityRow.class, Findings::stability),
          ofRuns(
              DimensionStabilityRow.class,
              sweep -> TrialTables.byDimension(sweep.perturbed(), sweep.placebos(), sweep.level())),
          ofRuns(
              FragilityRankRow.class,
              sweep ->
                  FragilityRanks.of(
                      sweep.name(), sweep.perturbed(), sweep.placebos(), sweep.settings())),
          ofRuns(
              DoseSurvivalRow.class,
              sweep -> DoseSurvivals.of(sweep.perturbed(), sweep.placebos(), sweep.level())),
          ofFindings(CriticalMagnitudeRow.class, Findings::critical),
          ofRuns(
              PerformanceProfileRow.class,
              sweep -> PerformanceProfiles.of(sweep.perturbed(), sweep.settings())),
          ofRuns(
              RecoveryCurveRow.class,
              sweep -> RecoverySurvival.of(sweep.perturbed(), sweep.level())),
          ofFindings(RecoveryTestRow.class, Findings::recoveries),
          ofRuns(
              ComparisonRow.class,
              sweep -> EqualExposure.of(sweep.name(), sweep.perturbed(), sweep.level())),
          ofRuns(
              AgreementRow.class,
              sweep ->
                  WorkloadAgreement.of(
                      sweep.name(), sweep.perturbed(), sweep.placebos(), sweep.settings())),
          ofRuns(InteractionRow.class, sweep -> Interactions.of(sweep.perturbed(), sweep.level())),
          ofFindings(
              ConfigurationRow.class, found -> found.configurations().rows(found.sweep().level())),
          ofFindings(DecouplingRow.class, Findings::decoupling),
          ofRuns(
              BufferingRow.class,
              sweep ->
                  Buffering.of(
                      sweep.name(),
                      sweep.judged(),
                      ControlGroups.scales(sweep.groups().value()),
                      sweep.settings())),
          ofRuns(VarianceShareRow.class, sweep -> VarianceShareTable.of(sweep.perturbed())),
          ofRuns(
              LostSensitivityRow.class,
              sweep -> LostSensitivity.of(sweep.name(), sweep.perturbed())),
          ofRuns(
              CollapseSensitivityRow.class,
              sweep -> CollapseSensitivity.of(sweep.name(), sweep.perturbed())),
          ofRuns(
              LearningRateRow.class,
              sweep ->
                  LearningRates.of(
                      sweep.spark(),
                      sweep.judged(),
                      sweep.workloads().values(),
                      sweep.groups().value(),
                      sweep.settings())),
          ofRuns(
              DivergenceRow.class,
              sweep ->
                  Divergences.of(
                      sweep.everything(),
                      sweep.groups().value(),
                      sweep.columns(),
                      ProgramNoise.of(sweep.workloads().values(), sweep.lake().repeats()),
                      sweep.level())),
          ofRuns(MetaStateModelRow.class, sweep -> MetaStateModels.of(sweep.groups().value())),
          distributedOfRuns(
              MetaStateRow.class,
              sweep -> MetaStates.of(sweep.spark(), sweep.packed(), sweep.groups())),
          ofRuns(RegimeRow.class, sweep -> RegimeTable.of(sweep.groups().value())),
          ofRuns(
              RegimeTimeRow.class,
              sweep -> RegimeTables.times(sweep.judged(), sweep.groups().value())),
          ofRuns(
              RegimeTransitionRow.class,
              sweep ->
                  RegimeTables.transitions(sweep.judged(), sweep.groups().value(), sweep.level())),
          distributedOfFindings(
              AlarmRow.class,
              found -> Alarms.of(found.sweep().spark(), found.warnings().watch().alarms())),
          ofFindings(DetectorRow.class, found -> found.warnings().detectors()),
          ofFindings(
              PrecedenceRow.class,
              found ->
                  PrecedenceTable.of(
                      found.warnings().precedence(),
                      found.warnings().gain(),
                      found.sweep().level())),
          ofFindings(
              TransferRow.class,
              found -> TransferTable.of(found.warnings().studies(), found.sweep().level())),
          ofFindings(
              AblationRow.class,
              found -> AblationTable.of(found.warnings().studies(), found.sweep().level())),
          distributedOfRuns(
              WarningTrendRow.class,
              sweep -> WarningTrends.of(sweep.spark(), sweep.packed(), sweep.judged())),
          ofFindings(ClaimRow.class, Findings::claims),
          ofFindings(ClaimSensitivityRow.class, Findings::claimSensitivity),
          ofFindings(TestRow.class, Findings::tests),
          ofRuns(ExclusionRow.class, sweep -> Exclusions.of(sweep.judged())),
          distributedOfRuns(
              FlagRow.class, sweep -> Flags.of(sweep.lake().runs(), sweep.lake().trajectories())));

  /** The tables that {@code analyze} writes; the last one the jobs compute, who know networks. */
  public static final List<TableDefinition> RESULTS =
      Stream.concat(
              COMPUTED.stream().map(ResultTable::definition),
              Stream.of(TableDefinition.of(PathBarrierRow.class)))
          .toList();

  /** Every table, those of sweeps before those of the analysis. */
  public static final List<TableDefinition> ALL =
      Stream.concat(PRIMARY.stream(), RESULTS.stream()).toList();

  private Tables() {}
}
