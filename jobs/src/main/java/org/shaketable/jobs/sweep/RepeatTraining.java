package org.shaketable.jobs.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.Function;
import org.shaketable.analytics.table.RepeatRow;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.rows.WorkloadRows;
import org.shaketable.training.program.Host;
import org.shaketable.training.run.Evaluation;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Status;
import org.shaketable.training.run.Twin;

/** Trains a clean run of a program twice on an executor and compares, see {@link Repeats}. */
record RepeatTraining(String sweep, TimeLimit limit, ProgramFiles files)
    implements Function<String, RepeatTraining.Outcome> {
  private static final long serialVersionUID = 1L;

  /**
   * What came of it.
   *
   * @param problem why there are no rows; empty where there are
   */
  record Outcome(String workload, List<RepeatRow> rows, String problem) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Outcome call(String json) {
    RunSpec spec = Specs.parse(json);
    files.fetch(spec.workload());
    String workload = spec.workload().name();
    Optional<Twin> twin = within(() -> Twin.of(spec));
    if (twin.isEmpty() || twin.get().run().status() == Status.FAILED) {
      String problem = twin.map(failed -> failed.run().message()).orElse(limit.message());
      return new Outcome(workload, List.of(), problem);
    }
    return within(() -> twin.get().train(spec))
        .map(again -> new Outcome(workload, rows(json, twin.get().run(), again), ""))
        .orElse(new Outcome(workload, List.of(), limit.message()));
  }

  private <T> Optional<T> within(Supplier<T> training) {
    Host host = TaskHost.here();
    return limit.within(() -> host.during(training));
  }

  private List<RepeatRow> rows(String json, Run run, Run again) {
    List<RepeatRow> rows = new ArrayList<>();
    String runId = Specs.runId(sweep, json);
    var key = WorkloadRows.of(sweep, run.spec().workload()).key();
    int evaluations = Math.min(run.trajectory().size(), again.trajectory().size());
    boolean equal = true;
    for (int i = 0; i < evaluations; i++) {
      Evaluation first = run.trajectory().get(i);
      Evaluation second = again.trajectory().get(i);
      boolean last = i == evaluations - 1;
      equal &=
          first.measurement().equals(second.measurement())
              && second.parameterDistance() == 0
              && !(second.functionDistance() > 0)
              && (!last || sameEnd(run, again));
      rows.add(
          new RepeatRow(
              sweep,
              key.workload(),
              key.configuration(),
              runId,
              i,
              second.step(),
              equal,
              Math.abs(first.measurement().performance() - second.measurement().performance()),
              second.parameterDistance(),
              second.functionDistance()));
    }
    return rows;
  }

  private static boolean sameEnd(Run run, Run again) {
    return run.status() == again.status()
        && run.message().equals(again.message())
        && run.steps() == again.steps();
  }
}
