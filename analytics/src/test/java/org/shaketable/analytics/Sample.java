package org.shaketable.analytics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.packing.RunFacts;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.stats.run.CollapseKind;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.Embedded;
import org.shaketable.analytics.table.FeatureRow;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.StochasticityRow;
import org.shaketable.analytics.table.TrajectoryRow;
import org.shaketable.analytics.table.WorkloadRow;

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
  static final ConfigurationKey KEY = new ConfigurationKey(SWEEP, "toy", "");

  private static final List<String> FEATURES =
      List.of(
          "predictive_entropy",
          "gradient_norm",
          "weight_norm",
          "gradient_coherence",
          "feature_rank",
          "dormant_share");

  /** Of the columns of the table {@code runs}, those that the analysis reads. */
  private record SampleRun(@Embedded RunFacts facts, int evaluations, String trajectoryDigest) {}

  private static final RecordCodec<SampleRun> RUNS = RecordCodec.of(SampleRun.class);
  private static final RecordCodec<TrajectoryRow> TRAJECTORIES =
      RecordCodec.of(TrajectoryRow.class, FEATURES);

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

  private final Direction direction;
  private final List<SampleRun> runs = new ArrayList<>();
  private final List<TrajectoryRow> trajectories = new ArrayList<>();

  /**
   * A sweep without runs.
   *
   * @param direction of the performance: where lower is better, minus what it is else
   */
  Sample(Direction direction) {
    this.direction = direction;
  }

  /** Adds clean runs {@code clean-0}, {@code clean-1}, ... */
  Sample clean(int count) {
    for (int r = 0; r < count; r++) {
      String id = "clean-" + r;
      double last = performance(r, EVALUATIONS, false);
      runs.add(
          new SampleRun(MadeRuns.clean(KEY, id, r, RunStatus.COMPLETED, last), 41, "clean-" + r));
      for (int e = 0; e <= EVALUATIONS; e++) {
        evaluation(id, r, e, Fate.UNHURT, true);
      }
    }
    return this;
  }

  /** Adds clean runs {@code half-0}, ... at a level of stochasticity that halves performance. */
  Sample half(StochasticityRow level, int count) {
    for (int r = 0; r < count; r++) {
      String id = "half-" + r;
      runs.add(
          new SampleRun(
              MadeRuns.at(MadeRuns.clean(KEY, id, r, RunStatus.COMPLETED, 50), level), 41, id));
      for (int e = 0; e <= EVALUATIONS; e++) {
        evaluation(id, r, e, Fate.UNHURT, true);
        int last = trajectories.size() - 1;
        trajectories.set(last, halved(trajectories.get(last)));
      }
    }
    return this;
  }

  private static TrajectoryRow halved(TrajectoryRow row) {
    return with(row, row.performance() / 2, row.features());
  }

  private static TrajectoryRow with(
      TrajectoryRow row, double performance, SortedMap<String, Double> features) {
    return new TrajectoryRow(
        row.runId(),
        row.sweep(),
        row.workload(),
        row.evaluation(),
        row.step(),
        performance,
        row.loss(),
        features,
        row.parameterDistance(),
        row.functionDistance());
  }

  /** Adds the perturbed run {@code family-magnitude-replicate} of a clean run. */
  Sample perturbed(String family, double magnitude, int replicate, Fate fate) {
    String id = family + "-" + magnitude + "-" + replicate;
    int last = fate == Fate.DIVERGES ? 24 : fate == Fate.FAILS ? -1 : EVALUATIONS;
    RunStatus status =
        switch (fate) {
          case DIVERGES -> RunStatus.DIVERGED;
          case FAILS -> RunStatus.FAILED;
          case UNHURT, COLLAPSES, RECOVERS, NEVER_LEARNS -> RunStatus.COMPLETED;
        };
    Condition condition = new Condition(KEY, "DATA", family, magnitude, "pulse", "none");
    long steps = last < 0 ? 0 : 10L * last + 3;
    RunFacts facts =
        MadeRuns.perturbed(condition, id, "clean-" + replicate, replicate, status, steps);
    String digest = fate == Fate.UNHURT ? "clean-" + replicate : id;
    runs.add(new SampleRun(facts, last + 1, digest));
    for (int e = 0; e <= last; e++) {
      evaluation(id, replicate, e, fate, false);
    }
    return this;
  }

  /** Adds placebos that are their twins but for a distance to them, the same from the onset on. */
  Sample placebos(int count, double distance) {
    for (int r = 0; r < count; r++) {
      String id = "placebo-" + r;
      runs.add(new SampleRun(MadeRuns.placebo(KEY, "pulse", id, r), 41, id));
      for (int e = 0; e <= EVALUATIONS; e++) {
        apart(id, r, e, e < ONSET ? 0 : distance);
      }
    }
    return this;
  }

  /**
   * Adds the run {@code kicked-replicate}, kicked before training by 1e-6 of its weights' norm of
   * about exp(2): from there on its distance grows exponentially, up to a most.
   *
   * @param rate in 1/step
   */
  Sample kicked(int replicate, double rate, double most) {
    String id = "kicked-" + replicate;
    runs.add(new SampleRun(MadeRuns.kicked(KEY, 1e-6, id, replicate), 41, id));
    for (int e = 0; e <= EVALUATIONS; e++) {
      double grown = 1e-6 * Math.exp(2 + rate * 10 * e);
      apart(id, replicate, e, e == 0 ? 0 : Math.min(most, grown));
    }
    return this;
  }

  /** An evaluation of a run that is its twin but for a distance to it. */
  private void apart(String id, int replicate, int e, double distance) {
    evaluation(id, replicate, e, Fate.UNHURT, true);
    TrajectoryRow row = trajectories.remove(trajectories.size() - 1);
    trajectories.add(
        new TrajectoryRow(
            row.runId(),
            row.sweep(),
            row.workload(),
            row.evaluation(),
            row.step(),
            row.performance(),
            row.loss(),
            row.features(),
            distance,
            distance / 10));
  }

  /** Moves two features of a run far from where they are, at every evaluation. */
  Sample moved(String id) {
    trajectories.replaceAll(row -> row.runId().equals(id) ? moved(row) : row);
    return this;
  }

  /**
   * Lets every run go to another place of its features for eight evaluations of 32: a quarter of
   * them at a time, so that the median stays where most are.
   */
  Sample switching() {
    trajectories.replaceAll(
        row -> (row.evaluation() / 8 + replicate(row.runId())) % 4 == 0 ? aside(row) : row);
    return this;
  }

  private static int replicate(String id) {
    return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
  }

  private static TrajectoryRow aside(TrajectoryRow row) {
    SortedMap<String, Double> features = new TreeMap<>(row.features());
    features.merge("predictive_entropy", 12.0, Double::sum);
    features.merge("gradient_coherence", -12.0, Double::sum);
    return with(row, row.performance(), features);
  }

  private static TrajectoryRow moved(TrajectoryRow row) {
    SortedMap<String, Double> features = new TreeMap<>(row.features());
    features.merge("predictive_entropy", -40.0, Double::sum);
    features.merge("weight_norm", 1e4, Double::sum);
    return with(row, row.performance(), features);
  }

  private void evaluation(String id, int replicate, int e, Fate fate, boolean clean) {
    boolean struck = e >= ONSET && (fate == Fate.COLLAPSES || (fate == Fate.RECOVERS && e < 30));
    boolean shaken = struck || (fate == Fate.NEVER_LEARNS && e > 0);
    double[] noise = new SplittableRandom(1000L * replicate + e).doubles(6).toArray();
    double drift = 3 * noise[0] + (shaken ? 30 : 0);
    double distance = clean || e < ONSET ? 0 : 1e-3 * Math.exp(0.2 * (e - ONSET));
    double performance =
        fate == Fate.NEVER_LEARNS && e > 0 ? turned(0) : performance(replicate, e, struck);
    SortedMap<String, Double> features = new TreeMap<>(Map.of("dormant_share", 0.25));
    features.put("predictive_entropy", 1 + drift + 0.1 * noise[1]);
    features.put("gradient_norm", e == 0 ? Double.NaN : Math.exp(drift + 0.1 * noise[2]));
    features.put("weight_norm", Math.exp(2 + 0.1 * noise[3]));
    features.put("gradient_coherence", e == 0 ? Double.NaN : -drift + noise[4]);
    trajectories.add(
        new TrajectoryRow(
            id,
            SWEEP,
            KEY.workload(),
            e,
            10L * e,
            performance,
            e == 0 ? Double.NaN : 2 - turned(performance) / 100,
            features,
            distance,
            distance / 10));
  }

  private double performance(int replicate, int e, boolean struck) {
    double noise = new Random(77L * replicate + e).nextDouble();
    return turned(struck ? 10 + noise : Math.min(100, 5.0 * e) + noise);
  }

  private double turned(double performance) {
    return direction == Direction.HIGHER ? performance : -performance;
  }

  /** The tables as they are. */
  LakeTables tables() {
    return new LakeTables(
        workloads(), RUNS.dataset(LocalSpark.session(), runs), rows(trajectories));
  }

  /** The same rows in another order, in another number of partitions. */
  LakeTables shuffledTables() {
    List<TrajectoryRow> shuffled = new ArrayList<>(trajectories);
    Collections.shuffle(shuffled, new Random(5));
    return new LakeTables(
        workloads(),
        RUNS.dataset(LocalSpark.session(), runs).repartition(3),
        rows(shuffled).repartition(5));
  }

  private static Dataset<Row> rows(List<TrajectoryRow> trajectories) {
    return TRAJECTORIES.dataset(LocalSpark.session(), trajectories);
  }

  private Dataset<Row> workloads() {
    List<FeatureRow> features =
        FEATURES.stream().map(name -> new FeatureRow(name, "", name.endsWith("_norm"))).toList();
    List<CollapseKind> rules = List.of(CollapseKind.NON_FINITE, CollapseKind.PERFORMANCE);
    WorkloadRow workload = MadeRuns.workload(KEY, direction, rules, features, "{}");
    return RecordCodec.of(WorkloadRow.class).dataset(LocalSpark.session(), List.of(workload));
  }

  /**
   * Three magnitudes with 0, 2 and 4 of four runs that collapse, and one run of each other fate.
   */
  static Sample doseResponse(Direction direction) {
    Sample sample = new Sample(direction).clean(12);
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
