package org.shaketable.jobs.sweep;

import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Trains the waves of a sweep, one Spark action each, and commits each while the next trains. */
final class Pipeline implements AutoCloseable {
  private final SparkSession spark;
  private final String sweep;
  private final Staging staging;
  private final FlatMapFunction<TwinTask, Row> trainer;
  private final Commits commits = new Commits();

  /** Number of the wave that trains, or trains next. */
  private long wave;

  Pipeline(
      SparkSession spark, String sweep, Staging staging, FlatMapFunction<TwinTask, Row> trainer) {
    this.spark = spark;
    this.sweep = sweep;
    this.staging = staging;
    this.trainer = trainer;
    this.wave = staging.nextWave();
  }

  /** Whether runs may be trained together, so that large bundles are better than even ends. */
  boolean cohorts() {
    return CohortTrainer.of(trainer).isPresent();
  }

  /**
   * Trains a wave, to be committed while the next one trains.
   *
   * @return seconds that the trainings took
   */
  double train(List<List<TwinTask>> bundles) {
    double seconds = Elapsed.seconds(() -> trainWave(bundles));
    long trained = wave;
    commitNext(() -> staging.commit(trained));
    return seconds;
  }

  /** Does the same and looks how long each of its runs took. */
  TimeEstimate measure(List<List<TwinTask>> bundles) {
    trainWave(bundles);
    long trained = wave;
    Dataset<Row> staged = staging.staged(trained);
    TimeEstimate estimate = TimeEstimate.of(staged.select("run.*"));
    commitNext(() -> staging.commit(trained, staged));
    return estimate;
  }

  private void trainWave(List<List<TwinTask>> bundles) {
    describe("sweep %s, wave %d", wave);
    staging.train(wave, bundles, trainer);
  }

  private void commitNext(Runnable commit) {
    long trained = wave++;
    commits.add(
        () -> {
          // A pool of its own: the next wave's trainings are not to come first.
          spark.sparkContext().setLocalProperty("spark.scheduler.pool", "commits");
          describe("sweep %s, commit of wave %d", trained);
          commit.run();
          spark.sparkContext().setLocalProperty("spark.scheduler.pool", null);
        });
  }

  private void describe(String pattern, long number) {
    spark.sparkContext().setJobDescription(pattern.formatted(sweep, number));
  }

  /** Returns when every wave is committed. */
  void await() {
    commits.await();
  }

  @Override
  public void close() {
    commits.close();
  }
}
