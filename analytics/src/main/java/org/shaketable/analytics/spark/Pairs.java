package org.shaketable.analytics.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Every run beside its clean twin, in one pass: all runs of a twin are brought to one place, the
 * twin first, and each is judged while only it and the twin are in memory.
 */
final class Pairs {
  /** What is made of a run. */
  @FunctionalInterface
  interface Judge extends Serializable {
    /**
     * One row per run.
     *
     * @param run its row in the table of runs
     * @param own null for a run that has no trajectory
     * @param twin null where the clean twin has none
     */
    Row judge(Row run, Trajectory own, Twin twin);
  }

  /** A clean twin that has a trajectory. */
  record Twin(RunFacts facts, Trajectory trajectory) {}

  private Pairs() {}

  /**
   * The judgement of every run.
   *
   * @param runs the table of runs
   * @param packed pieces of trajectories, see {@link TrajectoryPacker}
   */
  static Dataset<Row> judge(
      Dataset<Row> runs, Dataset<Row> packed, int width, StructType result, Judge judge) {
    Dataset<Row> facts = runs.select(RunFacts.columns());
    Dataset<Row> without =
        runs.filter(col("evaluations").equalTo(0))
            .select(RunFacts.columns())
            .withColumn("packed", lit(null).cast(DataTypes.BinaryType));
    return packed
        .join(broadcast(facts), "run_id")
        .select(
            without.columns()[0],
            java.util.Arrays.copyOfRange(without.columns(), 1, without.columns().length))
        .unionAll(without)
        .withColumn("twin", coalesce(col("reference_run_id"), col("run_id")))
        .withColumn("clean", col("reference_run_id").isNull())
        .repartition(col("twin"))
        .sortWithinPartitions(col("twin"), col("clean").desc(), col("run_id"))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> new Judged(rows, width, judge),
            Encoders.row(result));
  }

  /** The judgements of one partition, made as they are asked for. */
  private static final class Judged implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final int width;
    private final Judge judge;
    private Row ahead;
    private String twinId;
    private Twin twin;

    Judged(Iterator<Row> rows, int width, Judge judge) {
      this.rows = rows;
      this.width = width;
      this.judge = judge;
      this.ahead = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      return ahead != null;
    }

    @Override
    public Row next() {
      if (ahead == null) {
        throw new NoSuchElementException();
      }
      Row run = ahead;
      Trajectory own = trajectory(run.getAs("run_id"));
      String wanted = run.getAs("twin");
      if (!wanted.equals(twinId)) {
        twinId = wanted;
        twin = null;
      }
      if (run.<Boolean>getAs("clean")) {
        twin = own == null ? null : new Twin(RunFacts.of(run), own);
      }
      return judge.judge(run, own, twin);
    }

    /** Takes all pieces of the run that is ahead. */
    private Trajectory trajectory(String runId) {
      List<byte[]> pieces = new ArrayList<>();
      while (ahead != null && runId.equals(ahead.getAs("run_id"))) {
        byte[] piece = ahead.getAs("packed");
        if (piece != null) {
          pieces.add(piece);
        }
        ahead = rows.hasNext() ? rows.next() : null;
      }
      return pieces.isEmpty() ? null : Trajectory.unpack(pieces, width);
    }
  }
}
