package org.shaketable.jobs.sweep;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.shaketable.training.gpu.Gpu;
import org.shaketable.training.gpu.Unavailable;
import org.shaketable.training.run.CohortRuns;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/**
 * Trains a bundle of tasks on an executor that may have a GPU: runs that it has kernels for in
 * cohorts of one workload, the others one after another on the CPU, as all where there is no GPU.
 */
record CohortTrainer(Trainer trainer) implements FlatMapFunction<List<TwinTask>, Row> {
  private static final long serialVersionUID = 1L;

  /** Runs of a cohort, at most: each holds about a megabyte on the JVM. */
  private static final int MOST_RUNS = 1024;

  /** What is trained alike. */
  private record Kind(Workload workload, Stochasticity stochasticity) {}

  /** Rows of one part after another, each made as it is asked for. */
  private static final class InTurn implements Iterator<Row> {
    private final Deque<Supplier<Iterator<Row>>> parts = new ArrayDeque<>();
    private Iterator<Row> now = List.<Row>of().iterator();

    @Override
    public boolean hasNext() {
      while (!now.hasNext() && !parts.isEmpty()) {
        now = parts.removeFirst().get();
      }
      return now.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return now.next();
    }
  }

  /** A trainer of bundles, where tasks are to look for a GPU. */
  static Optional<CohortTrainer> of(FlatMapFunction<TwinTask, Row> trainer) {
    return trainer instanceof Trainer one && one.gpu().wanted()
        ? Optional.of(new CohortTrainer(one))
        : Optional.empty();
  }

  @Override
  public Iterator<Row> call(List<TwinTask> tasks) {
    InTurn rows = new InTurn();
    Optional<Gpu> gpu = trainer.gpu().open();
    if (gpu.isPresent()) {
      trainer.brought().hand();
      cohorts(gpu.get(), tasks, rows);
    } else {
      tasks.forEach(task -> here(task, rows));
    }
    return rows;
  }

  private void here(TwinTask task, InTurn rows) {
    rows.parts.addLast(() -> trainer.call(task));
  }

  /** Sorts tasks into cohorts, and what is left of them into trainings on the CPU. */
  private void cohorts(Gpu gpu, List<TwinTask> tasks, InTurn rows) {
    Map<Kind, List<TwinTask>> alike = new LinkedHashMap<>();
    Map<Kind, Boolean> refused = new HashMap<>();
    for (TwinTask task : tasks) {
      RunSpec clean = task.cleanRun(trainer.sweep()).spec();
      Kind kind = new Kind(clean.workload(), clean.stochasticity());
      if (refused.computeIfAbsent(kind, k -> CohortRuns.refusalOfAll(clean).isPresent())) {
        here(task, rows);
      } else {
        alike.computeIfAbsent(kind, k -> new ArrayList<>()).add(task);
      }
    }
    alike.values().forEach(group -> cohorts(gpu, group, Math.max(1, most(gpu, group)), rows));
  }

  private int most(Gpu gpu, List<TwinTask> group) {
    try {
      return Math.min(
          MOST_RUNS, CohortRuns.mostRuns(gpu, group.get(0).cleanRun(trainer.sweep()).spec()));
    } catch (Unavailable e) {
      trainer.gpu().fault(e.getMessage());
      return MOST_RUNS;
    }
  }

  private void cohorts(Gpu gpu, List<TwinTask> group, int most, InTurn rows) {
    List<TwinTask> cohort = new ArrayList<>();
    int runs = 0;
    for (TwinTask task : group) {
      if (runs + task.trainings() > most && !cohort.isEmpty()) {
        List<TwinTask> full = List.copyOf(cohort);
        rows.parts.addLast(() -> together(gpu, full, rows));
        cohort.clear();
        runs = 0;
      }
      cohort.add(task);
      runs += task.trainings();
    }
    rows.parts.addLast(() -> together(gpu, cohort, rows));
  }

  /** Trains what it can of tasks on the GPU; what is left of them follows on the CPU. */
  private Iterator<Row> together(Gpu gpu, List<TwinTask> tasks, InTurn rows) {
    Map<TwinTask, List<PlannedRun>> fit = new LinkedHashMap<>();
    Set<RunSpec> specs = new LinkedHashSet<>();
    for (TwinTask task : tasks) {
      List<PlannedRun> runs =
          task.written(trainer.sweep())
              .filter(run -> CohortRuns.refusal(run.spec()).isEmpty())
              .toList();
      fit.put(task, runs);
      if (!runs.isEmpty()) {
        specs.add(runs.get(0).spec().reference());
        runs.forEach(run -> specs.add(run.spec()));
      }
    }
    Map<RunSpec, CheckpointKeeper> keepers = new HashMap<>();
    specs.forEach(spec -> keepers.put(spec, trainer.keeper(spec)));
    Map<RunSpec, Run> trained = train(gpu, List.copyOf(specs), keepers);
    List<Row> done = new ArrayList<>();
    fit.forEach((task, runs) -> done.addAll(rows(gpu, task, runs, trained, keepers, rows)));
    return done.iterator();
  }

  /** The runs by their specifications; none where the GPU, or the time, was not enough. */
  private Map<RunSpec, Run> train(
      Gpu gpu, List<RunSpec> specs, Map<RunSpec, CheckpointKeeper> keepers) {
    Map<RunSpec, Run> trained = new HashMap<>();
    if (specs.isEmpty()) {
      return trained;
    }
    // What they might take one after another; each is then given up, or not, by itself.
    long seconds = Math.min(Integer.MAX_VALUE, (long) trainer.limit().seconds() * specs.size());
    Optional<List<Run>> runs =
        new TimeLimit((int) seconds)
            .within(
                () -> {
                  try {
                    return CohortRuns.train(gpu, specs, keepers::get);
                  } catch (Unavailable e) {
                    trainer.gpu().fault(e.getMessage());
                    return List.of();
                  }
                });
    runs.ifPresent(all -> all.forEach(run -> trained.put(run.spec(), run)));
    return trained;
  }

  private List<Row> rows(
      Gpu gpu,
      TwinTask task,
      List<PlannedRun> runs,
      Map<RunSpec, Run> trained,
      Map<RunSpec, CheckpointKeeper> keepers,
      InTurn rows) {
    boolean whole =
        !runs.isEmpty()
            && Stream.concat(Stream.of(runs.get(0).spec().reference()), specs(runs))
                .allMatch(spec -> trained.containsKey(spec) && !Stopped.was(trained.get(spec)));
    if (!whole) {
      here(task, rows);
      return List.of();
    }
    task.without(runs.stream().map(PlannedRun::json).toList()).ifPresent(rest -> here(rest, rows));
    String from = trainer.from(runs.get(0).spec(), Optional.of(gpu.name()));
    List<Row> done = new ArrayList<>();
    for (PlannedRun planned : runs) {
      Run run = trained.get(planned.spec());
      Run clean = trained.get(planned.spec().reference());
      trainer.gpu().runs().add(1);
      done.add(
          StagedRun.CODEC.row(
              Trainer.logged(
                  trainer.ended(planned, run, clean, from, keepers.get(planned.spec())))));
    }
    return done;
  }

  private static Stream<RunSpec> specs(List<PlannedRun> runs) {
    return runs.stream().map(PlannedRun::spec);
  }
}
