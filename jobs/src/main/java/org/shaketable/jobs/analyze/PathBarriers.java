package org.shaketable.jobs.analyze;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.stats.sensitivity.PathBarrier;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.analytics.table.Role;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.training.run.LinearPath;

/**
 * Loss barriers on the straight path between each perturbed run and its clean twin, at every
 * evaluation of which the lake keeps both runs' parameters; none for learners without held-back
 * data.
 */
public final class PathBarriers {
  private static final int POINTS = 11;
  private static final RecordCodec<PathBarrierRow> CODEC = RecordCodec.of(PathBarrierRow.class);

  private PathBarriers() {}

  /** Whether a lake keeps checkpoints of a sweep. */
  static boolean possible(Lake lake, String sweep) {
    return lake.has("checkpoints")
        && !lake.read("checkpoints").where(col("sweep").equalTo(sweep)).isEmpty();
  }

  /** The rows of a sweep: run, condition, evaluation, step, barrier, points and losses. */
  public static Dataset<Row> of(Lake lake, String sweep) {
    Dataset<Row> checkpoints =
        lake.read("checkpoints")
            .where(col("sweep").equalTo(sweep))
            .select("run_id", "evaluation", "step", "parameters");
    Dataset<Row> twins =
        checkpoints.select(
            col("run_id").as("twin_run_id"), col("evaluation"), col("parameters").as("twin"));
    Dataset<Row> perturbed =
        lake.read("runs")
            .where(col("sweep").equalTo(sweep).and(col("role").equalTo(Role.PERTURBED.toString())))
            // A checkpoint has these columns, too.
            .drop("evaluations", "steps");
    MapPartitionsFunction<Row, Row> measure = PathBarriers::measured;
    return perturbed
        .join(checkpoints, "run_id")
        .join(twins, new String[] {"twin_run_id", "evaluation"})
        .mapPartitions(measure, CODEC.encoder());
  }

  private static Iterator<Row> measured(Iterator<Row> pairs) {
    Map<String, LinearPath> paths = new HashMap<>();
    Iterable<Row> rows = () -> pairs;
    return StreamSupport.stream(rows.spliterator(), false)
        .map(pair -> row(pair, paths))
        .filter(row -> !row.losses().stream().allMatch(loss -> loss.isNaN()))
        .map(CODEC::row)
        .iterator();
  }

  private static PathBarrierRow row(Row pair, Map<String, LinearPath> paths) {
    String workload = pair.getAs("workload");
    String stochasticity = pair.getAs("stochasticity");
    LinearPath path =
        paths.computeIfAbsent(
            workload + " " + stochasticity,
            key -> LinearPath.of(Specs.parse(pair.<String>getAs("spec"))));
    double[] losses =
        path.losses(
            CheckpointRow.values(pair.getAs("twin")),
            CheckpointRow.values(pair.getAs("parameters")),
            POINTS);
    return new PathBarrierRow(
        pair.getAs("run_id"),
        pair.getAs("twin_run_id"),
        pair.getAs("sweep"),
        workload,
        pair.getAs("dimension"),
        pair.getAs("family"),
        pair.<Double>getAs("magnitude"),
        pair.getAs("schedule"),
        stochasticity,
        pair.<Integer>getAs("replicate"),
        pair.<Integer>getAs("evaluation"),
        pair.<Long>getAs("step"),
        PathBarrier.of(losses),
        POINTS,
        Arrays.stream(losses).boxed().toList());
  }
}
