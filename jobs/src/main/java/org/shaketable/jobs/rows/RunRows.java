package org.shaketable.jobs.rows;

import java.util.List;
import java.util.Locale;
import org.shaketable.analytics.table.Exposures;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.analytics.table.Source;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Workload;

/** Rows of the table {@code runs} of runs that are trained here. */
public final class RunRows {
  private RunRows() {}

  /**
   * The row of a run.
   *
   * @param twinRunId its clean twin's; itself for a clean run
   * @param json canonical JSON of the specification
   */
  public static RunRow of(
      String sweep, String runId, String twinRunId, RunSpec spec, String json, Ending ending) {
    Workload workload = spec.workload();
    Exposures exposures = SpecRows.exposures(spec);
    Exposures condition = spec.perturbed() ? exposures : new Exposures(List.of());
    return new RunRow(
        runId,
        sweep,
        workload.name(),
        configuration(workload),
        SpecRows.role(spec),
        source(workload),
        workload.learner().name(),
        workload.task().name(),
        engine(workload),
        condition.dimension(),
        condition.family(),
        condition.magnitude(),
        schedule(spec, exposures),
        spec.stochasticity().toString(),
        SpecRows.levels(spec.stochasticity()),
        exposures.all(),
        spec.replicate(),
        spec.clean() ? null : twinRunId,
        ending.status(),
        ending.message(),
        ending.stop(),
        ending.steps(),
        ending.evaluations(),
        performance(workload, ending.performance()),
        ending.wallSeconds(),
        ending.digest(),
        json,
        ending.provenance(),
        workload.horizon().steps(),
        onset(spec, exposures),
        end(spec, exposures),
        ending.realisedMagnitude(),
        ending.rowsDigest());
  }

  /** A placebo has the schedules of the condition that it stands beside. */
  private static String schedule(RunSpec spec, Exposures exposures) {
    return spec.placebo() == null ? exposures.schedule() : spec.placebo().toString();
  }

  private static Long onset(RunSpec spec, Exposures exposures) {
    return spec.placebo() == null
        ? exposures.onsetStep()
        : (Long) spec.placebo().onset(spec.workload().horizon());
  }

  private static Long end(RunSpec spec, Exposures exposures) {
    return spec.placebo() == null
        ? exposures.endStep()
        : (Long) spec.placebo().end(spec.workload().horizon());
  }

  /** A performance in the workload's own direction, of one as training has it. */
  public static double performance(Workload workload, double performance) {
    return workload.learner().objective().goal().oriented(performance);
  }

  /** The word for the only configuration of a workload is the empty one. */
  static String configuration(Workload workload) {
    return workload.configuration() == null ? "" : workload.configuration();
  }

  /** Who makes the runs of a workload that is trained here. */
  static Source source(Workload workload) {
    if (workload.learner().parallel()) {
      return Source.DATA_PARALLEL;
    }
    return workload.engine() == Engine.PROGRAM ? Source.PROGRAM : Source.TRAINED;
  }

  /** The word for what computes a workload. */
  static String engine(Workload workload) {
    return workload.engine().name().toLowerCase(Locale.ROOT);
  }
}
