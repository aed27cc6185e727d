package org.shaketable.jobs.bench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.Elapsed;
import org.shaketable.jobs.sweep.SweepJob;
import org.shaketable.jobs.sweep.SweepPlan;
import org.shaketable.jobs.sweep.TwinTask;
import org.shaketable.training.run.Twin;

/**
 * What scheduling, staging and committing cost: a sweep through the real job, Delta writes
 * included, against the time that its trainings alone take.
 *
 * @param runs how many
 * @param idealSeconds the time of the trainings alone, on all cores
 * @param seconds the time of the job
 */
public record Overhead(int runs, double idealSeconds, double seconds) {

  /** The job's time over the ideal, less one. */
  public double share() {
    return seconds / idealSeconds - 1;
  }

  /** Trials that take a fixed time each, whatever the plan's trainings would take. */
  public static Overhead ofFixedTrials(
      SparkSession spark, Lake lake, SweepPlan plan, double trialSeconds) {
    double seconds =
        Elapsed.seconds(
            () -> SweepJob.run(spark, lake, plan, silence(), new FixedTime(trialSeconds)));
    int cores = spark.sparkContext().defaultParallelism();
    return new Overhead(plan.runs().size(), plan.runs().size() * trialSeconds / cores, seconds);
  }

  /**
   * The plan's own trainings, against a plain loop over the same specifications on all cores: one
   * half of the loop before the sweep and the other after it, since machines change their pace.
   */
  public static Overhead ofTrainings(SparkSession spark, Lake lake, SweepPlan plan) {
    int cores = spark.sparkContext().defaultParallelism();
    List<TwinTask> all = TwinTask.of(plan.runs());
    int half = all.size() / 2;
    double before = Elapsed.seconds(() -> loop(plan.sweep(), all.subList(0, half), cores));
    double job = Elapsed.seconds(() -> SweepJob.run(spark, lake, plan, silence()));
    double after = Elapsed.seconds(() -> loop(plan.sweep(), all.subList(half, all.size()), cores));
    return new Overhead(plan.runs().size(), before + after, job);
  }

  private static void loop(String sweep, List<TwinTask> all, int cores) {
    ExecutorService threads = Executors.newFixedThreadPool(cores);
    List<Future<?>> tasks = new ArrayList<>();
    all.forEach(task -> tasks.add(threads.submit(() -> train(sweep, task))));
    try {
      for (Future<?> task : tasks) {
        task.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("Cannot measure the overhead", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void train(String sweep, TwinTask task) {
    Twin twin = Twin.of(task.cleanRun(sweep).spec());
    task.perturbedRuns(sweep).forEach(planned -> twin.train(planned.spec()));
  }

  private static PrintStream silence() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }
}
