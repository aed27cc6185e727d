package org.shaketable.jobs.sweep;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.analytics.table.Source;
import org.shaketable.analytics.table.TrajectoryRow;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.parallel.SparkAverager;
import org.shaketable.training.averaging.Averaging;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Feature;

/**
 * A stored run trained again from its specification and compared bit for bit.
 *
 * @param stored the row of the lake
 * @param again the run trained now
 * @param difference the first evaluation and column that differ; empty for an identical run
 * @param noise how the difference compares with that of two equal runs of the program, where it is
 *     no larger; empty where it is, and for an identical run
 */
public record Replay(
    RunRow stored, Run again, Optional<String> difference, Optional<String> noise) {
  private static final RecordCodec<TrajectoryRow> ROWS =
      RecordCodec.of(TrajectoryRow.class, Feature.columns());

  /** Trains a run of the lake again. */
  public static Replay of(Lake lake, String runId) {
    RunRow stored = stored(lake, runId);
    refuseImported(stored);
    refuseStopped(stored);
    RunSpec spec = Specs.parse(stored.spec());
    CheckpointStarts starts = CheckpointStarts.of(SparkSession.active(), List.of(spec.workload()));
    ProgramFiles.of(lake).fetch(spec.workload());
    Run again =
        Averaging.by(
            new SparkAverager(SparkSession.active().sparkContext()),
            () -> starts.during(() -> train(spec)));
    if (again.digest().equals(stored.trajectoryDigest())) {
      return new Replay(stored, again, Optional.empty(), Optional.empty());
    }
    List<Row> before = before(lake, stored);
    List<TrajectoryRow> now = now(stored, again);
    return new Replay(
        stored,
        again,
        Optional.of(difference(before, now, stored, again)),
        noise(lake, before, now, stored, again));
  }

  private static Run train(RunSpec spec) {
    Twin twin = Twin.of(spec);
    return spec.clean() ? twin.run() : twin.train(spec);
  }

  private static void refuseImported(RunRow stored) {
    if (stored.source() == Source.IMPORTED) {
      throw new Mistake(
          "Cannot replay run %s: it was imported from logs, which do not say how to train it again; replay runs that were trained here"
              .formatted(stored.runId()));
    }
  }

  private static void refuseStopped(RunRow stored) {
    if (stored.stop() != null) {
      throw new Mistake(
          "Cannot replay run %s: it ended for a reason outside of its specification (%s); train it again with `shaketable sweep CONFIG --retry-stopped`"
              .formatted(stored.runId(), stored.message()));
    }
  }

  private static RunRow stored(Lake lake, String runId) {
    List<Row> rows = lake.now("runs").where(col("run_id").equalTo(runId)).collectAsList();
    if (rows.isEmpty()) {
      throw new Mistake(
          "Cannot replay run %s: lake %s has no such run; list them with `shaketable sql \"SELECT run_id FROM runs\"`"
              .formatted(runId, lake));
    }
    return RecordCodec.of(RunRow.class).record(rows.get(0));
  }

  /** A table that no newer sweep has written has no columns of newer features. */
  private static Object stored(Row row, String column) {
    return List.of(row.schema().fieldNames()).contains(column) ? row.getAs(column) : null;
  }

  private static PlannedRun planned(RunRow stored, Run again) {
    return new PlannedRun(stored.runId(), again.spec(), stored.spec(), stored.twinRunId());
  }

  private static List<Row> before(Lake lake, RunRow stored) {
    return lake.now("trajectories")
        .where(
            col("sweep")
                .equalTo(stored.sweep())
                .and(col("workload").equalTo(stored.workload()))
                .and(col("run_id").equalTo(stored.runId())))
        .sort("evaluation")
        .collectAsList();
  }

  private static List<TrajectoryRow> now(RunRow stored, Run again) {
    return StagedRun.of(stored.sweep(), planned(stored, again), again, "", CheckpointKeeper.none())
        .trajectory();
  }

  /** What two equal runs of a program differ by is no difference of these two. */
  private static Optional<String> noise(
      Lake lake, List<Row> before, List<TrajectoryRow> now, RunRow stored, Run again) {
    Drift drift =
        Repeats.of(lake, stored.sweep())
            .get(new ConfigurationKey(stored.sweep(), stored.workload(), stored.configuration()));
    boolean sameEnd =
        before.size() == now.size() && stored.status().name().equals(again.status().name());
    if (drift == null || drift.none() || !sameEnd) {
      return Optional.empty();
    }
    double[] differences =
        IntStream.range(0, now.size())
            .mapToDouble(
                i ->
                    Math.abs(now.get(i).performance() - before.get(i).<Double>getAs("performance")))
            .toArray();
    boolean within = Arrays.stream(differences).allMatch(d -> d <= drift.allowed());
    return within ? Optional.of(drift.compared(differences)) : Optional.empty();
  }

  private static String difference(
      List<Row> before, List<TrajectoryRow> now, RunRow stored, Run again) {
    for (int i = 0; i < Math.min(before.size(), now.size()); i++) {
      Row fresh = ROWS.row(now.get(i));
      for (StructField field : ROWS.schema().fields()) {
        Object was = stored(before.get(i), field.name());
        Object is = fresh.get(ROWS.schema().fieldIndex(field.name()));
        if (was == null ? is != null : !was.equals(is)) {
          return "evaluation %d: %s was %s, is %s".formatted(i, field.name(), was, is);
        }
      }
    }
    return "%s after %d evaluations (%s) was stored, %s after %d (%s) came out now; the evaluations in common are equal"
        .formatted(
            stored.status(),
            before.size(),
            stored.message(),
            again.status(),
            now.size(),
            again.message());
  }
}
