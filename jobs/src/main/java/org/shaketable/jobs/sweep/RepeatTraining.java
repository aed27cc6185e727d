package org.shaketable.jobs.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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

/** Trains a clean run of a program again on an executor and compares, see {@link Repeats}. */
record RepeatTraining(String sweep, TimeLimit limit, ProgramFiles files)
    implements Function<String, RepeatTraining.Outcome> {
  private static final long serialVersionUID = 1L;

  /** Where two equal runs differ, how many are compared with the first: see {@link Drift}. */
  private static final int REPEATS = 3;

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
    return repeated(json, twin.get());
  }

  private Outcome repeated(String json, Twin twin) {
    RunSpec spec = twin.run().spec();
    List<RepeatRow> rows = List.of();
    for (int i = 0; i == 0 || i < REPEATS && Drift.of(rows).some(); i++) {
      Optional<Run> again = within(() -> twin.train(spec));
      if (again.isEmpty()) {
        return new Outcome(spec.workload().name(), List.of(), limit.message());
      }
      rows = larger(rows, rows(json, twin.run(), again.get()));
    }
    return new Outcome(spec.workload().name(), rows, "");
  }

  /** The larger of two differences at each evaluation that both have. */
  private static List<RepeatRow> larger(List<RepeatRow> some, List<RepeatRow> more) {
    if (some.isEmpty()) {
      return more;
    }
    return IntStream.range(0, Math.min(some.size(), more.size()))
        .mapToObj(i -> some.get(i).orLarger(more.get(i)))
        .toList();
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
