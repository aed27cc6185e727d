package org.shaketable.jobs.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.DaemonThreads;
import org.shaketable.jobs.parallel.SparkAverager;
import org.shaketable.training.averaging.Averaging;

/**
 * Trains the runs that have workers of their own, one after another beside the fan-out: a task of
 * Spark cannot start the jobs that they are made of, the driver can. What a task of them has
 * trained is committed before the next one begins.
 */
final class DriverLane implements AutoCloseable {
  private final SparkSession spark;
  private final Staging staging;
  private final FlatMapFunction<TwinTask, Row> trainer;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new DaemonThreads("shaketable-data-parallel"));
  private final Future<?> done;

  /** Begins to train. */
  DriverLane(
      SparkSession spark,
      Staging staging,
      List<TwinTask> tasks,
      FlatMapFunction<TwinTask, Row> trainer) {
    this.spark = spark;
    this.staging = staging;
    this.trainer = trainer;
    this.done = thread.submit(() -> tasks.forEach(this::train));
  }

  private void train(TwinTask task) {
    List<Row> rows = Averaging.by(new SparkAverager(spark.sparkContext()), () -> trained(task));
    long wave = staging.nextWave();
    staging.write(wave, rows);
    staging.commit(wave);
  }

  private List<Row> trained(TwinTask task) {
    try {
      List<Row> rows = new ArrayList<>();
      trainer.call(task).forEachRemaining(rows::add);
      return rows;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns when all is trained and committed.
   *
   * @throws RuntimeException what the lane ended with
   */
  void await() {
    try {
      done.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("Cannot train data-parallel runs", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while training data-parallel runs", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
