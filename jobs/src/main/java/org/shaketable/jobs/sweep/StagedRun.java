package org.shaketable.jobs.sweep;

import java.util.List;
import java.util.Locale;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.lake.CheckpointRow;
import org.shaketable.jobs.lake.RecordCodec;
import org.shaketable.jobs.lake.RunRow;
import org.shaketable.jobs.lake.TrajectoryRow;
import org.shaketable.perturbation.Composition;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Horizon;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;

/** A run that has ended, with its trajectory and what is kept of it, on its way to the lake. */
record StagedRun(
    String runId, RunRow run, List<TrajectoryRow> trajectory, List<CheckpointRow> checkpoints) {
  static final RecordCodec<StagedRun> CODEC = RecordCodec.of(StagedRun.class);

  static StagedRun of(String sweep, Run run, String provenance, CheckpointKeeper keeper) {
    RunSpec spec = run.spec();
    String json = Specs.json(spec);
    String runId = Specs.runId(sweep, json);
    String workload = spec.workload().name();
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
                        evaluation.measurement().features(),
                        evaluation.parameterDistance(),
                        evaluation.functionDistance()))
            .toList();
    return new StagedRun(
        runId,
        row(runId, sweep, run, json, provenance),
        trajectory,
        keeper.rows(runId, sweep, workload));
  }

  private static RunRow row(String runId, String sweep, Run run, String json, String provenance) {
    RunSpec spec = run.spec();
    List<Exposure> exposures = spec.exposures();
    Horizon horizon = spec.workload().horizon();
    boolean clean = spec.clean();
    return new RunRow(
        runId,
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
        clean ? null : Specs.runId(sweep, spec.reference()),
        run.status().name(),
        run.message(),
        run.steps(),
        run.trajectory().size(),
        run.finalPerformance(),
        run.wallSeconds(),
        run.digest(),
        json,
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
