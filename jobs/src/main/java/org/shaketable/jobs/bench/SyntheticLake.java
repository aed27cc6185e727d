package org.shaketable.jobs.bench;

import static java.util.Map.entry;
import static org.apache.spark.sql.functions.expr;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.stats.run.CollapseKind;
import org.shaketable.analytics.table.FeatureRow;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.analytics.table.Source;
import org.shaketable.analytics.table.TrajectoryRow;
import org.shaketable.analytics.table.WorkloadRow;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.training.workload.Feature;

/**
 * A lake of made-up runs to time the analytics on: all columns are functions of run and evaluation,
 * so a lake of any size is written in seconds.
 *
 * <p>Of every 25 runs the first is clean and the others are its perturbed runs: four dimensions,
 * six magnitudes, a pulse from 40 % to 60 % of the horizon. A run collapses with a probability that
 * rises with magnitude; half of those that do recover. Features follow three slow hidden states
 * with noise, one of which moves before a collapse and back with the recovery.
 */
public final class SyntheticLake {
  /** Runs per clean run, itself included. */
  private static final int GROUP = 25;

  private static final int STEPS_PER_EVALUATION = 500;

  /** Features as mixtures of the hidden states; those that are not here are missing. */
  private static final Map<Feature, String> MIXTURES =
      Map.ofEntries(
          entry(Feature.PREDICTIVE_ENTROPY, "1 + 0.2 * a + 0.02 * noise"),
          entry(Feature.GRADIENT_COHERENCE, "0.5 - 0.1 * a + 0.05 * jitter"),
          entry(Feature.GRADIENT_NORM, "exp(0.3 * a + 0.2 * b)"),
          entry(Feature.UPDATE_TO_WEIGHT_RATIO, "0.001 * exp(0.1 * b + 0.02 * jitter)"),
          entry(Feature.WEIGHT_NORM, "exp(2 + time + 0.05 * b)"),
          entry(Feature.PARAMETER_VELOCITY, "0.01 * (1 + 0.1 * c)"),
          entry(Feature.RESIDUAL_VARIANCE, "1 + 0.3 * b + 0.1 * noise"),
          entry(Feature.RESIDUAL_KURTOSIS, "0.5 * c + 0.2 * jitter"),
          entry(Feature.FEATURE_RANK, "20 + 2 * a + c"),
          entry(Feature.DORMANT_SHARE, "0.05 + 0.01 * c + 0.002 * jitter"),
          entry(Feature.LARGEST_LOGIT, "3 + 0.5 * a - 0.3 * b"),
          entry(Feature.LOG_GRADIENT_NOISE, "2 + 0.2 * c + 0.1 * noise"),
          entry(Feature.LOG_GRADIENT_SIGNAL, "-2 + 0.3 * a + 0.05 * jitter"),
          entry(Feature.LARGEST_ATTENTION_LOGIT, "1 + 0.2 * a + 0.02 * noise"));

  private SyntheticLake() {}

  /**
   * Writes runs and trajectories of a sweep into a new lake.
   *
   * @param runs rounded down to whole groups of 25
   * @param evaluations how many evaluations a run has, besides the one before training
   */
  public static void write(SparkSession spark, Lake lake, String sweep, int runs, int evaluations) {
    write(spark, lake, sweep, List.of("synthetic-0", "synthetic-1"), runs, evaluations);
  }

  /** A synthetic lake with workloads of these names, which take turns. */
  public static void write(
      SparkSession spark,
      Lake lake,
      String sweep,
      List<String> workloads,
      int runs,
      int evaluations) {
    int groups = Math.max(1, runs / GROUP);
    Dataset<Row> facts = facts(spark, sweep, workloads, (long) groups * GROUP, evaluations).cache();
    lake.append("workloads", rows(spark, sweep, workloads, evaluations));
    lake.append("runs", runs(facts).coalesce(1));
    lake.append("trajectories", trajectories(facts, evaluations), "sweep", "workload");
    facts.unpersist();
  }

  private static Dataset<Row> rows(
      SparkSession spark, String sweep, List<String> workloads, int evaluations) {
    List<FeatureRow> features =
        MIXTURES.keySet().stream()
            .sorted()
            .map(one -> new FeatureRow(one.column(), one.unit(), one.logarithmic()))
            .toList();
    return RecordCodec.of(WorkloadRow.class)
        .dataset(
            spark,
            workloads.stream()
                .map(
                    workload ->
                        new WorkloadRow(
                            sweep,
                            workload,
                            "",
                            List.of(),
                            Source.TRAINED,
                            "synthetic",
                            "synthetic",
                            "vector",
                            (long) STEPS_PER_EVALUATION * evaluations,
                            evaluations,
                            "made-up performance",
                            "",
                            Direction.HIGHER,
                            null,
                            List.of(CollapseKind.NON_FINITE, CollapseKind.PERFORMANCE),
                            features,
                            "{}"))
                .toList());
  }

  /** The magnitude at which half of the runs collapse under the family of that number, 0 to 3. */
  public static double criticalMagnitude(int family) {
    return Math.pow(2, 2 / 1.5 + 0.4 * family);
  }

  /** The probability that a run collapses. */
  public static double collapseRate(int family, double magnitude) {
    double log2 = Math.log(magnitude / criticalMagnitude(family)) / Math.log(2);
    return 1 / (1 + Math.exp(-1.5 * log2));
  }

  private static Dataset<Row> facts(
      SparkSession spark, String sweep, List<String> workloads, long runs, int evaluations) {
    Column names = functions.array(workloads.stream().map(functions::lit).toArray(Column[]::new));
    return spark
        .range(0, runs, 1, spark.sparkContext().defaultParallelism() * 4)
        .withColumn("twin", expr("id - id % " + GROUP))
        .withColumn("slot", expr("cast(id %% %d as int)".formatted(GROUP)))
        .withColumn("run_id", expr("substring(sha2(concat('synthetic-', id), 256), 1, 16)"))
        .withColumn("twin_id", expr("substring(sha2(concat('synthetic-', twin), 256), 1, 16)"))
        .withColumn("clean", expr("slot = 0"))
        .withColumn("sweep", functions.lit(sweep))
        .withColumn(
            "workload",
            functions.element_at(
                names,
                expr("cast(twin div %d %% %d + 1 as int)".formatted(GROUP, workloads.size()))))
        .withColumn("number", expr("(slot - 1) div 6"))
        .withColumn("magnitude", expr("if(clean, 0D, power(2D, (slot - 1) % 6 - 2))"))
        .withColumn("chance", spread(workloads.size()))
        .withColumn(
            "collapses",
            expr(
                "not clean and chance < 1 / (1 + exp(2 - 1.5 * (log2(magnitude) - 0.4 * number)))"))
        .withColumn("recovers", uniform("id", "0", "8").lt(0.5))
        .withColumn("horizon", expr("%dL * %d".formatted(STEPS_PER_EVALUATION, evaluations)))
        .withColumn("onset", expr("horizon * 2 div 5"))
        .withColumn("end", expr("horizon * 3 div 5"));
  }

  private static Dataset<Row> runs(Dataset<Row> facts) {
    return select(
        facts
            .withColumn("configuration", functions.lit(""))
            .withColumn("role", expr("if(clean, 'clean', 'perturbed')"))
            .withColumn("source", functions.lit("trained"))
            .withColumn("learner", functions.lit("synthetic"))
            .withColumn("task", functions.lit("synthetic"))
            .withColumn("engine", functions.lit("vector"))
            .withColumn(
                "dimension",
                expr(
                    "if(clean, null, element_at(array('OPTIMIZATION', 'DATA', 'PARAMETER',"
                        + " 'SIGNAL'), cast(number + 1 as int)))"))
            .withColumn("family", expr("if(clean, null, concat('family-', number))"))
            .withColumn("schedule", expr("if(clean, 'none', 'pulse(40%, 20%)')"))
            .withColumn("stochasticity", functions.lit("none"))
            .withColumn("stochasticity_levels", expr("array()"))
            .withColumn("exposures", exposures())
            .withColumn("replicate", expr("cast(twin div %d as int)".formatted(GROUP)))
            .withColumn("twin_run_id", expr("if(clean, null, twin_id)"))
            .withColumn("status", functions.lit("COMPLETED"))
            .withColumn("message", functions.lit(""))
            .withColumn("stop", functions.lit(null))
            .withColumn("steps", expr("horizon"))
            .withColumn(
                "evaluations",
                expr("cast(horizon div %d + 1 as int)".formatted(STEPS_PER_EVALUATION)))
            .withColumn(
                "final_performance", expr("if(collapses and not recovers, 10D, 98D) + chance"))
            .withColumn("wall_seconds", functions.lit(0.1))
            .withColumn("trajectory_digest", functions.lit(""))
            .withColumn("spec", functions.lit("{}"))
            .withColumn("provenance", functions.lit("{}"))
            .withColumn("onset_step", expr("if(clean, null, onset)"))
            .withColumn("end_step", expr("if(clean, null, end)"))
            .withColumn("realised_magnitude", expr("magnitude"))
            .withColumn("rows_digest", functions.lit(null)),
        RecordCodec.of(RunRow.class).schema());
  }

  private static Column exposures() {
    return expr(
        "if(clean, array(), array(named_struct('dimension', dimension, 'family', family,"
            + " 'magnitude', magnitude, 'unit', 'synthetic', 'direction', null, 'schedule',"
            + " schedule, 'onset_step', onset, 'end_step', end)))");
  }

  private static Dataset<Row> trajectories(Dataset<Row> facts, int evaluations) {
    Dataset<Row> rows =
        states(facts, evaluations)
            .withColumn(
                "performance",
                expr(
                    "if(low, 10D, 100 * (1 - exp(-8 * time))) + if(time < 0.4 or clean, noise,"
                        + " jitter)"))
            .withColumn("loss", expr("if(evaluation = 0, null, 2 - performance / 100)"))
            .withColumn(
                "parameter_distance",
                expr("if(clean or step <= onset, 0D, 1e-3 * exp(8 * (time - 0.4)))"))
            .withColumn("function_distance", expr("parameter_distance / 10"));
    for (Feature feature : Feature.values()) {
      String mixture = MIXTURES.getOrDefault(feature, "null");
      rows = rows.withColumn(feature.column(), expr("cast(%s as double)".formatted(mixture)));
    }
    return select(rows, RecordCodec.of(TrajectoryRow.class, Feature.columns()).schema());
  }

  /** The hidden states of each run at each evaluation, with noise. */
  private static Dataset<Row> states(Dataset<Row> facts, int evaluations) {
    return facts
        .withColumn("evaluation", expr("explode(sequence(0, %d))".formatted(evaluations)))
        .withColumn("step", expr("evaluation * %dL".formatted(STEPS_PER_EVALUATION)))
        .withColumn("time", expr("step / horizon"))
        .withColumn("noise", noise("twin", "evaluation", "1"))
        .withColumn("jitter", noise("id", "evaluation", "2"))
        .withColumn("low", expr("collapses and time >= 0.45 and not (recovers and time > 0.7)"))
        .withColumn(
            "moved",
            expr("if(collapses and time >= 0.42 and not (recovers and time > 0.7), 8D, 0D)"))
        .withColumn("a", expr("sin(6 * time + twin) + moved + 0.1 * noise"))
        .withColumn("b", expr("cos(9 * time + 2 * twin)"))
        .withColumn("c", expr("sin(4 * time + 3 * twin)"));
  }

  /**
   * Uniform in [0, 1), spread evenly over the replicates of a condition (multiples of the golden
   * ratio from a start of its own): the share of collapses is the planted one, within 1 /
   * replicates.
   */
  private static Column spread(int workloads) {
    return expr(
        "pmod((twin div %d) * 0.6180339887498949D + %s, 1D)"
            .formatted(
                GROUP * workloads,
                "pmod(xxhash64(slot, twin div %d %% %d, 7), 1000003) / 1000003D"
                    .formatted(GROUP, workloads)));
  }

  /** Uniform in [0, 1) from a hash of three values. */
  private static Column uniform(String run, String evaluation, String purpose) {
    return expr(
        "pmod(xxhash64(%s, %s, %s), 1000003) / 1000003D".formatted(run, evaluation, purpose));
  }

  /** Nearly standard normal from a hash of three values: the sum of four uniforms. */
  private static Column noise(String run, String evaluation, String purpose) {
    String hash = "xxhash64(%s, %s, %s)".formatted(run, evaluation, purpose);
    return expr(
        "((%1$s & 65535) + (shiftrightunsigned(%1$s, 16) & 65535) + (shiftrightunsigned(%1$s, 32) & 65535) + (shiftrightunsigned(%1$s, 48) & 65535) - 131070) / 37837D"
            .formatted(hash));
  }

  private static Dataset<Row> select(Dataset<Row> rows, StructType schema) {
    return rows.select(
        Stream.of(schema.fields())
            .map(field -> functions.col(field.name()).cast(field.dataType()))
            .toArray(Column[]::new));
  }
}
