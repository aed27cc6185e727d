package org.shaketable.jobs.sweep;

import java.util.List;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.analytics.table.RowsDigest;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.analytics.table.TrajectoryRow;
import org.shaketable.jobs.rows.Ending;
import org.shaketable.jobs.rows.RunRows;
import org.shaketable.training.run.Run;
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
                        RunRows.performance(
                            planned.spec().workload(), evaluation.measurement().performance()),
                        evaluation.measurement().loss(),
                        evaluation.measurement().features().byColumn(),
                        evaluation.parameterDistance(),
                        evaluation.functionDistance()))
            .toList();
    return new StagedRun(
        runId,
        RunRows.of(
            sweep,
            runId,
            planned.twinRunId(),
            planned.spec(),
            planned.json(),
            Ending.of(run, provenance, RowsDigest.of(runId, trajectory))),
        trajectory,
        keeper.rows(runId, sweep, workload));
  }
}
