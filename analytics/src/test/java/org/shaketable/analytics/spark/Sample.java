package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.LocalSpark;

/**
 * A tiny sweep with known answers: clean runs learn from 0 to 100 in 20 of 40 evaluations; each
 * perturbed run equals its twin up to evaluation 20 and then does what its {@link Fate} says, until
 * the pulse ends at evaluation 28. A step is ten times an evaluation.
 */
final class Sample {
  static final int EVALUATIONS = 40;
  static final int ONSET = 20;
  static final int END = 28;
  static final String SWEEP = "tiny";
  static final String WORKLOAD = "toy";

  static final StructType RUNS =
      new StructType()
          .add("run_id", DataTypes.StringType)
          .add("sweep", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("dimension", DataTypes.StringType)
          .add("family", DataTypes.StringType)
          .add("magnitude", DataTypes.DoubleType)
          .add("schedule", DataTypes.StringType)
          .add("stochasticity", DataTypes.StringType)
          .add("replicate", DataTypes.IntegerType)
          .add("twin_run_id", DataTypes.StringType)
          .add("learner", DataTypes.StringType)
          .add("status", DataTypes.StringType)
          .add("steps", DataTypes.LongType)
          .add("evaluations", DataTypes.IntegerType)
          .add("final_performance", DataTypes.DoubleType)
          .add("horizon", DataTypes.LongType)
          .add("onset_step", DataTypes.LongType)
          .add("end_step", DataTypes.LongType)
          .add("spec", DataTypes.StringType);

  static final StructType TRAJECTORIES =
      new StructType()
          .add("run_id", DataTypes.StringType)
          .add("sweep", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("evaluation", DataTypes.IntegerType)
          .add("step", DataTypes.LongType)
          .add("performance", DataTypes.DoubleType)
          .add("loss", DataTypes.DoubleType)
          .add("predictive_entropy", DataTypes.DoubleType)
          .add("gradient_norm", DataTypes.DoubleType)
          .add("weight_norm", DataTypes.DoubleType)
          .add("gradient_coherence", DataTypes.DoubleType)
          .add("feature_rank", DataTypes.DoubleType)
          .add("dormant_share", DataTypes.DoubleType)
          .add("parameter_distance", DataTypes.DoubleType)
          .add("function_distance", DataTypes.DoubleType);

  /** What becomes of a perturbed run from its onset on. */
  enum Fate {
    UNHURT,
    /** Falls to 10 and stays there. */
    COLLAPSES,
    /** Falls to 10 and is its twin again from evaluation 30 on. */
    RECOVERS,
    /** Ends with NaN after evaluation 24. */
    DIVERGES,
    /** Never rises above 0. */
    NEVER_LEARNS,
    /** Did not start. */
    FAILS
  }

  private final List<Row> runs = new ArrayList<>();
  private final List<Row> trajectories = new ArrayList<>();

  /** Adds clean runs {@code clean-0}, {@code clean-1}, ... */
  Sample clean(int count) {
    for (int r = 0; r < count; r++) {
      String id = "clean-" + r;
      runs.add(
          RowFactory.create(
              id,
              SWEEP,
              WORKLOAD,
              null,
              null,
              0.0,
              "none",
              "none",
              r,
              null,
              "toy",
              "COMPLETED",
              400L,
              41,
              performance(r, EVALUATIONS, false),
              400L,
              null,
              null,
              "{}"));
      for (int e = 0; e <= EVALUATIONS; e++) {
        evaluation(id, r, e, Fate.UNHURT, true);
      }
    }
    return this;
  }

  /** Adds the perturbed run {@code family-magnitude-replicate} of a clean run. */
  Sample perturbed(String family, double magnitude, int replicate, Fate fate) {
    String id = family + "-" + magnitude + "-" + replicate;
    int last = fate == Fate.DIVERGES ? 24 : fate == Fate.FAILS ? -1 : EVALUATIONS;
    String status =
        switch (fate) {
          case DIVERGES -> "DIVERGED";
          case FAILS -> "FAILED";
          case UNHURT, COLLAPSES, RECOVERS, NEVER_LEARNS -> "COMPLETED";
        };
    runs.add(
        RowFactory.create(
            id,
            SWEEP,
            WORKLOAD,
            "DATA",
            family,
            magnitude,
            "pulse",
            "none",
            replicate,
            "clean-" + replicate,
            "toy",
            status,
            last < 0 ? 0L : 10L * last + 3,
            last + 1,
            null,
            400L,
            10L * ONSET,
            10L * END,
            "{}"));
    for (int e = 0; e <= last; e++) {
      evaluation(id, replicate, e, fate, false);
    }
    return this;
  }

  private void evaluation(String id, int replicate, int e, Fate fate, boolean clean) {
    boolean struck = e >= ONSET && (fate == Fate.COLLAPSES || (fate == Fate.RECOVERS && e < 30));
    boolean shaken = struck || (fate == Fate.NEVER_LEARNS && e > 0);
    double[] noise = new SplittableRandom(1000L * replicate + e).doubles(6).toArray();
    double drift = 3 * noise[0] + (shaken ? 30 : 0);
    double distance = clean || e < ONSET ? 0 : 1e-3 * Math.exp(0.2 * (e - ONSET));
    double performance = fate == Fate.NEVER_LEARNS && e > 0 ? 0 : performance(replicate, e, struck);
    trajectories.add(
        RowFactory.create(
            id,
            SWEEP,
            WORKLOAD,
            e,
            10L * e,
            performance,
            e == 0 ? null : 2 - performance / 100,
            1 + drift + 0.1 * noise[1],
            e == 0 ? null : Math.exp(drift + 0.1 * noise[2]),
            Math.exp(2 + 0.1 * noise[3]),
            e == 0 ? null : -drift + noise[4],
            null,
            0.25,
            distance,
            distance / 10));
  }

  private static double performance(int replicate, int e, boolean struck) {
    double noise = new Random(77L * replicate + e).nextDouble();
    return struck ? 10 + noise : Math.min(100, 5.0 * e) + noise;
  }

  Dataset<Row> runs() {
    return LocalSpark.session().createDataFrame(runs, RUNS);
  }

  Dataset<Row> trajectories() {
    return LocalSpark.session().createDataFrame(trajectories, TRAJECTORIES);
  }

  /** The same rows in another order, in another number of partitions. */
  Dataset<Row> shuffledTrajectories(int partitions) {
    List<Row> shuffled = new ArrayList<>(trajectories);
    Collections.shuffle(shuffled, new Random(5));
    return LocalSpark.session().createDataFrame(shuffled, TRAJECTORIES).repartition(partitions);
  }

  /**
   * Three magnitudes with 0, 2 and 4 of four runs that collapse, and one run of each other fate.
   */
  static Sample doseResponse() {
    Sample sample = new Sample().clean(12);
    for (int r = 0; r < 4; r++) {
      sample.perturbed("noise", 1, r, Fate.UNHURT);
      sample.perturbed("noise", 2, r, r < 2 ? Fate.COLLAPSES : Fate.UNHURT);
      sample.perturbed("noise", 4, r, Fate.COLLAPSES);
    }
    sample.perturbed("other", 1, 0, Fate.RECOVERS);
    sample.perturbed("other", 1, 1, Fate.DIVERGES);
    sample.perturbed("other", 1, 2, Fate.NEVER_LEARNS);
    sample.perturbed("other", 1, 3, Fate.FAILS);
    return sample;
  }
}
