package org.shaketable.jobs.sweep;

import java.util.List;
import java.util.Locale;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.analytics.table.TrajectoryRow;
import org.shaketable.jobs.lake.RunRow;
import org.shaketable.perturbation.Composition;
import org.shaketable.perturbation.Exposure;
import org.shaketable.schedule.Horizon;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Feature;

/** A run that has ended, with its trajectory and what is kept of it, on its way to the lake. */
record StagedRun(
    String runId, RunRow run, List<TrajectoryRow> trajectory, List<CheckpointRow> checkpoints) {
  static final RecordCodec<StagedRun> CODEC = RecordCodec.of(StagedRun.class, Feature.columns());

  static StagedRun of(
      String sweep, PlannedRun planned, Run run, String provenance, CheckpointKeeper keeper) {
    String runId = planned.runId();
    String workload = planned.spec().workload().name();
    List<TrajectoryRow> trajectory =
        run.trajectory().stream()
            .map(
                evaluation ->
                    new TrajectoryRow(
                        runId,
                        sweep,
                        workload,
                        evaluation.index(),
                        evaluation.step(),
                        evaluation.measurement().performance(),
                        evaluation.measurement().loss(),
                        evaluation.measurement().features().byColumn(),
                        evaluation.parameterDistance(),
                        evaluation.functionDistance()))
            .toList();
    return new StagedRun(
        runId,
        row(sweep, planned, run, provenance),
        trajectory,
        keeper.rows(runId, sweep, workload));
  }

  private static RunRow row(String sweep, PlannedRun planned, Run run, String provenance) {
    RunSpec spec = planned.spec();
    List<Exposure> exposures = spec.exposures();
    Horizon horizon = spec.workload().horizon();
    boolean clean = spec.clean();
    return new RunRow(
        planned.runId(),
        sweep,
        spec.workload().name(),
        spec.workload().learner().name(),
        spec.workload().task().name(),
        spec.workload().engine().name().toLowerCase(Locale.ROOT),
        clean ? null : Composition.dimension(exposures),
        clean ? null : Composition.family(exposures),
        clean ? 0 : exposures.get(0).perturbation().magnitude(),
        clean ? "none" : Composition.schedule(exposures),
        spec.stochasticity().toString(),
        spec.replicate(),
        clean ? null : planned.referenceRunId(),
        run.status().name(),
        run.message(),
        run.steps(),
        run.trajectory().size(),
        run.finalPerformance(),
        run.wallSeconds(),
        run.digest(),
        planned.json(),
        provenance,
        horizon.steps(),
        onset(exposures, horizon),
        end(exposures, horizon),
        run.realisedMagnitude());
  }

  private static Long onset(List<Exposure> exposures, Horizon horizon) {
    return exposures.stream()
        .map(exposure -> exposure.schedule().onset(horizon))
        .min(Long::compare)
        .orElse(null);
  }

  private static Long end(List<Exposure> exposures, Horizon horizon) {
    return exposures.stream()
        .map(exposure -> exposure.schedule().end(horizon))
        .max(Long::compare)
        .orElse(null);
  }
}
