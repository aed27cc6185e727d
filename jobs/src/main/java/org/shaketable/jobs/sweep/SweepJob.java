package org.shaketable.jobs.sweep;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.Agreement;
import org.shaketable.jobs.lake.EmptiedCommits;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.SweepNote;
import org.shaketable.training.workload.Workload;

/**
 * Trains what a plan asks for and the lake does not have, in waves of one Spark action each; each
 * is committed while the next one trains. To be called by the owner of the lake's lock.
 */
public final class SweepJob {
  private final SparkSession spark;
  private final Lake lake;
  private final SweepPlan plan;
  private final PrintStream out;
  private final Staging staging;
  private final TaskWork work;

  /** What the executors do with a plan's tasks, counting what they do. */
  private interface TaskWork
      extends BiFunction<SweepPlan, Tallies, FlatMapFunction<TwinTask, Row>> {}

  private SweepJob(SparkSession spark, Lake lake, SweepPlan plan, PrintStream out, TaskWork work) {
    this.spark = spark;
    this.lake = lake;
    this.plan = CheckpointStarts.resolved(spark, plan);
    this.out = out;
    this.staging = new Staging(spark, lake, plan.sweep());
    this.work = work;
  }

  /** Trains what is missing, telling {@code out} what is done. */
  public static void run(SparkSession spark, Lake lake, SweepPlan plan, PrintStream out) {
    new SweepJob(
            spark, lake, plan, out, (resolved, tallies) -> trainer(spark, lake, resolved, tallies))
        .run();
  }

  private static Trainer trainer(SparkSession spark, Lake lake, SweepPlan plan, Tallies tallies) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<Workload> workloads = plan.config().workloads();
    return new Trainer(
        plan.sweep(),
        Provenance.here().with(Repeats.words(lake, plan.sweep())),
        new TimeLimit(plan.config().timeLimitSeconds()),
        tallies,
        plan.config().checkpointing(),
        context.broadcast(CheckpointStarts.of(spark, workloads)),
        ProgramFiles.kept(lake, plan),
        BroughtFiles.of(context, workloads),
        GpuUse.of(spark.sparkContext()));
  }

  /** Runs a sweep with something else in the place of the trainings. */
  public static void run(
      SparkSession spark, Lake lake, SweepPlan plan, PrintStream out, StandIn standIn) {
    Provenance here = Provenance.here();
    new SweepJob(
            spark,
            lake,
            plan,
            out,
            (resolved, tallies) -> new StandInTrainer(resolved.sweep(), here, standIn, tallies))
        .run();
  }

  /**
   * Takes runs out of the lake, so that they are trained again.
   *
   * @param why which of those that the lake has
   */
  public static void forget(
      SparkSession spark, Lake lake, SweepPlan plan, PrintStream out, Again why) {
    takeBackEmptied(spark, lake, plan, out);
    Staging staging = new Staging(spark, lake, plan.sweep());
    staging.recover();
    staging.lane().recover();
    out.printf(
        "To train again: %,d runs that were %s.%n",
        Agreement.forget(lake, plan.sweep(), why.runs(lake, plan.sweep())), why.word());
  }

  private static void takeBackEmptied(
      SparkSession spark, Lake lake, SweepPlan plan, PrintStream out) {
    EmptiedCommits.takeBack(spark, lake, plan.sweep())
        .forEach(
            table ->
                out.printf(
                    "The last commit of table %s was emptied: the table is as it was before.%n",
                    table));
  }

  private void run() {
    takeBackEmptied(spark, lake, plan, out);
    int recovered = staging.recover() + staging.lane().recover();
    if (recovered > 0) {
      out.println("Recovered the runs that an interrupted sweep had finished.");
    }
    int restored = Agreement.restore(lake, plan.sweep());
    if (restored > 0) {
      out.printf(
          "Tables runs and trajectories no longer agreed on %,d runs: they are trained again.%n",
          restored);
    }
    trainMissing();
    if (restored > 0) {
      prove();
    }
  }

  /** After a lake was healed: what it holds now is what was written. */
  private void prove() {
    int damaged = Again.DAMAGED.runs(lake, plan.sweep()).size();
    if (damaged > 0) {
      throw new Mistake(
          "Damaged lake %s: the rows of %,d runs of sweep %s do not give the digests that were noted of them; train those again with `shaketable sweep CONFIG --retry-damaged --lake %s`"
              .formatted(lake, damaged, plan.sweep(), lake));
    }
    out.println("The lake is healed: the rows of all runs give the digests noted of them.");
  }

  private void trainMissing() {
    Set<String> present = lake.runIds(plan.sweep());
    if (!present.isEmpty()) {
      SameWorkloads.check(lake, plan);
    }
    List<PlannedRun> missing = plan.missing(present);
    long before = plan.runs().size() - missing.size();
    SweepWorkloads.note(spark, lake, plan);
    SweepNote.now(plan.sweep(), present.size(), missing.size(), plan.planned()).write(lake);
    if (missing.isEmpty()) {
      out.printf("Nothing to train: lake %s has all %,d runs.%n", lake, before);
      return;
    }
    out.printf(
        "To train: %,d runs; the lake has %,d of %,d.%n",
        missing.size(), before, plan.runs().size());
    Dl4jStart.warning(spark.sparkContext(), plan.config().workloads()).ifPresent(out::println);
    Repeats.measure(spark, lake, plan, missing, out);
    TimeEstimate known =
        present.isEmpty() ? TimeEstimate.NONE : TimeEstimate.of(lake, plan.sweep());
    Map<Boolean, List<PlannedRun>> byWay =
        missing.stream()
            .collect(Collectors.partitioningBy(run -> run.spec().workload().learner().parallel()));
    train(new Waves(TwinTask.of(byWay.get(false))), TwinTask.of(byWay.get(true)), known, before);
  }

  private void train(Waves waves, List<TwinTask> lane, TimeEstimate known, long before) {
    long start = System.nanoTime();
    if (plan.config().checkpointing().any()) {
      staging.createCheckpoints();
    }
    List<String> workloads = waves.left().stream().map(TwinTask::workload).toList();
    Tallies tallies = Tallies.register(spark.sparkContext(), workloads);
    FlatMapFunction<TwinTask, Row> trainer = work.apply(plan, tallies);
    try (Pipeline pipeline = new Pipeline(spark, plan.sweep(), staging, tallies, trainer)) {
      RunCounter watch =
          new RunCounter(tallies, before, plan.runs().size(), runs(waves.left()), this::cores);
      RunCounts end;
      try (DriverLane driver = new DriverLane(spark, staging.lane(), lane, trainer)) {
        end = train(waves, known, pipeline, watch, driver);
      }
      out.printf(
          "Trained %,d runs in %s: %s, %,d failed.%n",
          end.trained(),
          Durations.of((System.nanoTime() - start) / 1e9),
          end.farBelowSeen(),
          end.failures());
      CohortTrainer.of(trainer)
          .ifPresent(together -> together.trainer().gpu().lines().forEach(out::println));
    }
  }

  private RunCounts train(
      Waves waves, TimeEstimate known, Pipeline pipeline, RunCounter watch, DriverLane driver) {
    spark.sparkContext().addSparkListener(watch);
    try (Progress progress = new Progress(watch::pace, out)) {
      TimeEstimate estimate = firstEstimate(known, waves, pipeline);
      while (!waves.isEmpty()) {
        List<List<TwinTask>> bundles = waves.next(estimate, cores());
        if (pipeline.cohorts()) {
          bundles = Bundles.even(bundles, cores());
        }
        waves.took(bundles, estimate, cores(), pipeline.train(bundles));
      }
      pipeline.await();
      driver.await();
    } finally {
      spark.sparkContext().removeSparkListener(watch);
    }
    return watch.pace();
  }

  /**
   * What is known, and said; where a workload was never trained, a pair of each is on each core,
   * and then its first tasks until their time settles: the first runs wait for the compiler.
   */
  private TimeEstimate firstEstimate(TimeEstimate known, Waves waves, Pipeline pipeline) {
    if (known.ofTasks(waves.left(), cores()).isPresent()) {
      say(known, waves.left());
      return known;
    }
    out.println("Training one pair of each workload and core to see how long it takes.");
    Function<List<TwinTask>, TimeEstimate> measure =
        tasks -> pipeline.measure(tasks.stream().map(List::of).toList());
    return WarmUp.settled(measure.apply(waves.samples(cores())), waves, cores(), measure);
  }

  /** How many runs of each workload tasks write. */
  private static Map<String, Long> runs(List<TwinTask> tasks) {
    return tasks.stream()
        .collect(Collectors.groupingBy(TwinTask::workload, Collectors.summingLong(TwinTask::runs)));
  }

  private void say(TimeEstimate estimate, List<TwinTask> left) {
    OptionalDouble seconds = estimate.ofTasks(left, cores());
    if (seconds.isPresent() && !left.isEmpty()) {
      out.printf(
          "Estimate: %s on %d cores, by the median time of %,d runs of this sweep.%n",
          Durations.of(seconds.getAsDouble()), cores(), estimate.measured());
    }
  }

  /**
   * How many cores there are, as many as have come by now: the executors of a cluster start one
   * after another.
   */
  private int cores() {
    return spark.sparkContext().defaultParallelism();
  }
}
