package org.shaketable.jobs.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Trains the waves of a sweep, one Spark action each, and commits each while the next trains. */
final class Pipeline implements AutoCloseable {
  /** A wave that is measured and takes longer is committed without the next. */
  private static final double SHORT_SECONDS = 10;

  private final SparkSession spark;
  private final String sweep;
  private final Staging staging;
  private final Tallies tallies;
  private final FlatMapFunction<TwinTask, Row> trainer;
  private final Commits commits = new Commits();

  /** Number of the wave that trains, or trains next. */
  private long wave;

  /** Waves that are trained and go into the tables with the next one. */
  private final List<Long> kept = new ArrayList<>();

  /**
   * A pipeline.
   *
   * @param tallies what the trainer counts
   */
  Pipeline(
      SparkSession spark,
      String sweep,
      Staging staging,
      Tallies tallies,
      FlatMapFunction<TwinTask, Row> trainer) {
    this.spark = spark;
    this.sweep = sweep;
    this.staging = staging;
    this.tallies = tallies;
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
    double seconds = trainWave(bundles);
    commitKept();
    return seconds;
  }

  /**
   * Trains a wave and tells how long its runs took. A short one is committed with the next that is
   * not measured: the first commits, beside which first trainings would wait, take longer.
   */
  TimeEstimate measure(List<List<TwinTask>> bundles) {
    Map<String, TimeLeft.Spent> before = tallies.spent();
    if (trainWave(bundles) > SHORT_SECONDS) {
      commitKept();
    }
    return TimeEstimate.between(before, tallies.spent());
  }

  /** Until its commit a wave is in staged files, which the next process finds. */
  private double trainWave(List<List<TwinTask>> bundles) {
    describe("sweep %s, wave %d", wave);
    double seconds = Elapsed.seconds(() -> staging.train(wave, bundles, trainer));
    kept.add(wave++);
    return seconds;
  }

  private void commitKept() {
    List<Long> waves = List.copyOf(kept);
    kept.clear();
    commits.add(
        () -> {
          // A pool of its own: the next wave's trainings are not to come first.
          spark.sparkContext().setLocalProperty("spark.scheduler.pool", "commits");
          describe("sweep %s, commit of wave %d", waves.get(waves.size() - 1));
          staging.commit(waves);
          spark.sparkContext().setLocalProperty("spark.scheduler.pool", null);
        });
  }

  private void describe(String pattern, long number) {
    spark.sparkContext().setJobDescription(pattern.formatted(sweep, number));
  }

  /** Returns when every wave is committed. */
  void await() {
    if (!kept.isEmpty()) {
      commitKept();
    }
    commits.await();
  }

  @Override
  public void close() {
    commits.close();
  }
}
