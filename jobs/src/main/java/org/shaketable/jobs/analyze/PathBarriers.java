package org.shaketable.jobs.analyze;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.stats.sensitivity.PathBarrier;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.Embedded;
import org.shaketable.analytics.table.PathBarrierRow;
import org.shaketable.analytics.table.Role;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.BroughtFiles;
import org.shaketable.jobs.sweep.CheckpointStarts;
import org.shaketable.training.run.LinearPath;
import org.shaketable.training.workload.Workload;

/**
 * Loss barriers on the straight path between each perturbed run and its clean twin, at every
 * evaluation of which the lake keeps both runs' parameters; none for learners without held-back
 * data.
 */
public final class PathBarriers {
  private static final int POINTS = 11;
  private static final RecordCodec<PathBarrierRow> CODEC = RecordCodec.of(PathBarrierRow.class);

  /** A perturbed run and its twin where both have a checkpoint. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Pair(
      String runId,
      String twinRunId,
      @Embedded Condition condition,
      int replicate,
      int evaluation,
      long step,
      String spec,
      byte[] parameters,
      byte[] twin) {
    private static final RecordCodec<Pair> CODEC = RecordCodec.of(Pair.class);
  }

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
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(perturbed.sparkSession().sparkContext());
    List<Workload> workloads = workloads(perturbed);
    Broadcast<CheckpointStarts> starts =
        context.broadcast(CheckpointStarts.of(perturbed.sparkSession(), workloads));
    BroughtFiles brought = BroughtFiles.of(context, workloads);
    MapPartitionsFunction<Row, Row> measure = pairs -> measured(pairs, starts.value(), brought);
    return perturbed
        .join(checkpoints, "run_id")
        .join(twins, new String[] {"twin_run_id", "evaluation"})
        .mapPartitions(measure, CODEC.encoder());
  }

  /** A model is begun as its run was, although parameters of checkpoints take its own's place. */
  private static List<Workload> workloads(Dataset<Row> runs) {
    return runs.groupBy("workload", "configuration").agg(first("spec")).collectAsList().stream()
        .map(row -> Specs.parse(row.getString(2)).workload())
        .toList();
  }

  private static Iterator<Row> measured(
      Iterator<Row> pairs, CheckpointStarts starts, BroughtFiles brought) {
    brought.hand();
    Map<String, LinearPath> paths = new HashMap<>();
    Iterable<Row> rows = () -> pairs;
    return StreamSupport.stream(rows.spliterator(), false)
        .map(pair -> row(Pair.CODEC.record(pair), paths, starts))
        .filter(row -> !row.losses().stream().allMatch(loss -> loss.isNaN()))
        .map(CODEC::row)
        .iterator();
  }

  private static PathBarrierRow row(
      Pair pair, Map<String, LinearPath> paths, CheckpointStarts starts) {
    Condition condition = pair.condition();
    LinearPath path =
        paths.computeIfAbsent(
            condition.configuration() + " " + condition.stochasticity(),
            key -> starts.during(() -> LinearPath.of(Specs.parse(pair.spec()))));
    double[] losses =
        path.losses(
            CheckpointRow.values(pair.twin()), CheckpointRow.values(pair.parameters()), POINTS);
    return new PathBarrierRow(
        pair.runId(),
        pair.twinRunId(),
        condition,
        pair.replicate(),
        pair.evaluation(),
        pair.step(),
        PathBarrier.of(losses),
        POINTS,
        Arrays.stream(losses).boxed().toList());
  }
}
