package org.shaketable.jobs.sweep;

import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.shaketable.jobs.config.Checkpointing;
import org.shaketable.training.program.Host;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Stop;
import org.shaketable.training.run.Twin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains one task on an executor: the clean twin, then each perturbed run or placebo against it,
 * one row of {@link StagedRun} each. The executor's log has a line for each.
 */
record Trainer(
    String sweep,
    Provenance provenance,
    TimeLimit limit,
    Tallies tallies,
    Checkpointing checkpointing,
    Broadcast<CheckpointStarts> starts,
    ProgramFiles files,
    BroughtFiles brought,
    GpuUse gpu)
    implements FlatMapFunction<TwinTask, Row> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  /** A run on its way to the lake, the twin with it where it has one to hand on. */
  private record Trained(StagedRun staged, Run run, Optional<Twin> twin) {}

  @Override
  public Iterator<Row> call(TwinTask task) {
    brought.hand();
    PlannedRun reference = task.cleanRun(sweep);
    files.fetch(reference.spec().workload());
    String from = from(reference.spec(), Optional.empty());
    Trained clean = clean(reference, from);
    // Lazy, so that rows are written and counted as each run ends.
    return task.written(sweep)
        .map(planned -> planned.spec().clean() ? counted(clean) : perturbed(planned, clean, from))
        .map(Trainer::logged)
        .map(StagedRun.CODEC::row)
        .iterator();
  }

  /** Which build trains a run, and on what; on a GPU where one is named. */
  String from(RunSpec spec, Optional<String> gpu) {
    return provenance.json(engine(spec), Repeats.key(sweep, spec.workload()), gpu);
  }

  private static String engine(RunSpec spec) {
    return spec.workload().engine().name().toLowerCase(Locale.ROOT);
  }

  private Trained clean(PlannedRun planned, String from) {
    RunSpec spec = planned.spec();
    CheckpointKeeper keeper = keeper(spec);
    Optional<Twin> twin = within(() -> Twin.of(spec, keeper));
    Run run = twin.map(Twin::run).orElseGet(() -> givenUp(spec));
    return new Trained(staged(planned, run, from, keeper), run, twin);
  }

  /** A run that was trained beside its twin, counted, and on its way to the lake. */
  StagedRun ended(PlannedRun planned, Run run, Run clean, String from, CheckpointKeeper keeper) {
    if (planned.spec().perturbed()) {
      tallies.perturbed(run, clean);
    } else {
      tallies.undisturbed(run);
    }
    return staged(planned, run, from, keeper);
  }

  private StagedRun counted(Trained clean) {
    tallies.undisturbed(clean.run());
    return clean.staged();
  }

  private StagedRun perturbed(PlannedRun planned, Trained clean, String from) {
    RunSpec spec = planned.spec();
    CheckpointKeeper keeper = keeper(spec);
    Run run =
        Stopped.was(clean.run())
            ? orphan(spec, clean.run())
            : train(clean.twin().orElseThrow(), spec, keeper);
    return ended(planned, run, clean.run(), from, keeper);
  }

  static StagedRun logged(StagedRun staged) {
    LOG.info("Trained run {}: {}", staged.runId(), staged.run().status());
    return staged;
  }

  private Run train(Twin twin, RunSpec spec, CheckpointKeeper keeper) {
    return within(() -> twin.train(spec, keeper)).orElseGet(() -> givenUp(spec));
  }

  private <T> Optional<T> within(Supplier<T> training) {
    Host host = TaskHost.here();
    CheckpointStarts shared = starts.value();
    return limit.within(() -> host.during(() -> shared.during(training)));
  }

  private Run givenUp(RunSpec spec) {
    return Run.stopped(spec, Stop.TIME_LIMIT, limit.message(), limit.seconds());
  }

  /** Distances to a twin that stopped anywhere would not be a function of the specification. */
  private static Run orphan(RunSpec spec, Run clean) {
    return Run.stopped(
        spec, Stop.TWIN, "Stopped by the end of its clean twin (%s)".formatted(clean.message()), 0);
  }

  /**
   * A run on its way to the lake; of one that was stopped nothing is kept: its thread may still be
   * writing.
   */
  private StagedRun staged(PlannedRun planned, Run run, String from, CheckpointKeeper keeper) {
    return StagedRun.of(sweep, planned, run, from, Stopped.was(run) ? keeper(run.spec()) : keeper);
  }

  /** Keeps of a run what the sweep asks for. */
  CheckpointKeeper keeper(RunSpec spec) {
    return new CheckpointKeeper(checkpointing, spec.workload().evaluations());
  }
}
