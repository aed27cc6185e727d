package org.shaketable.jobs.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Checkpoints;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.language.Checkpoint;
import org.shaketable.training.language.Pretraining;
import org.shaketable.training.language.Started;
import org.shaketable.training.language.Starts;
import org.shaketable.training.workload.Workload;

/**
 * The parameters that workloads start from, read from the lakes that have them once, by the driver.
 * Broadcast, they are one object in each JVM that trains: its tasks share the starts that it has
 * read and those that one of them has trained, until the broadcast goes.
 */
public final class CheckpointStarts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Where training looks for them, and the parameters. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Read(String lake, String runId, int evaluation, float[] parameters)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    Checkpoint place() {
      return new Checkpoint(lake, runId, evaluation, null, null);
    }
  }

  private final ArrayList<Read> all = new ArrayList<>();
  private transient Starts starts;

  private CheckpointStarts() {}

  /** The parameters of all checkpoints that workloads start from. */
  public static CheckpointStarts of(SparkSession spark, List<Workload> workloads) {
    CheckpointStarts starts = new CheckpointStarts();
    workloads.forEach(workload -> starts.add(spark, workload));
    return starts;
  }

  /** What {@code training} gives while its runs start from these. */
  public <T> T during(Supplier<T> training) {
    return starts().during(training);
  }

  private synchronized Starts starts() {
    if (starts == null) {
      starts =
          new Starts(
              all.stream()
                  .collect(Collectors.toMap(Read::place, Read::parameters, (one, same) -> one)));
    }
    return starts;
  }

  private void add(SparkSession spark, Workload workload) {
    start(workload)
        .ifPresent(
            start ->
                all.add(
                    new Read(
                        start.lake(),
                        start.runId(),
                        start.evaluation(),
                        Checkpoints.row(
                                Lake.open(spark, start.lake()), start.runId(), start.evaluation())
                            .values())));
  }

  /** A sweep whose starts say which text and network they have, as their lakes tell. */
  public static SweepConfig resolved(SparkSession spark, SweepConfig config) {
    return config.with(
        config.workloads().stream().map(workload -> resolved(spark, workload)).toList());
  }

  /** A plan whose starts say which text and network they have, as their lakes tell. */
  public static SweepPlan resolved(SparkSession spark, SweepPlan plan) {
    SweepConfig config = resolved(spark, plan.config());
    if (config.equals(plan.config())) {
      return plan;
    }
    Map<Workload, Workload> resolved = new HashMap<>();
    for (int i = 0; i < config.workloads().size(); i++) {
      resolved.put(plan.config().workloads().get(i), config.workloads().get(i));
    }
    return new SweepPlan(
        config,
        plan.runs().stream()
            .map(run -> of(run, plan.sweep(), resolved.get(run.spec().workload())))
            .toList());
  }

  /** A run with another workload. */
  private static PlannedRun of(PlannedRun run, String sweep, Workload workload) {
    return PlannedRun.of(sweep, run.spec().with(workload));
  }

  private static Workload resolved(SparkSession spark, Workload workload) {
    return start(workload)
        .map(start -> resolved(start, Lake.open(spark, start.lake())))
        .map(start -> from(start, workload))
        .orElse(workload);
  }

  private static Workload from(Checkpoint start, Workload workload) {
    try {
      return workload.with(((Started) workload.learner()).from(start));
    } catch (Refusal refusal) {
      throw new Mistake(
          "Cannot start workload %s from run %s: %s"
              .formatted(workload.label(), start.runId(), refusal.getMessage()),
          refusal);
    }
  }

  private static Checkpoint resolved(Checkpoint start, Lake lake) {
    Workload learned = Specs.parse(Checkpoints.spec(lake, start.runId())).workload();
    Checkpoints.row(lake, start.runId(), start.evaluation());
    if (learned.learner() instanceof Pretraining pretraining) {
      return start.learned(learned.task(), pretraining);
    }
    throw new Mistake(
        "Invalid run-id: expected a run of learner pretraining, found run %s of learner %s; start from another run"
            .formatted(start.runId(), learned.learner().name()));
  }

  private static Optional<Checkpoint> start(Workload workload) {
    return workload.learner() instanceof Started started
            && started.start() instanceof Checkpoint checkpoint
        ? Optional.of(checkpoint)
        : Optional.empty();
  }
}
