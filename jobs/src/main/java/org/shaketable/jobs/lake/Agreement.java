package org.shaketable.jobs.lake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.shaketable.jobs.Mistake;

/**
 * Whether the tables {@code runs} and {@code trajectories} say the same of a sweep: each run once,
 * with as many evaluations as it says. They are written one after the other, so a disk, a copy that
 * stopped or a script that cleans up may leave one of them behind the other.
 */
public final class Agreement {
  private Agreement() {}

  /**
   * Takes the runs that the tables do not agree on out of both, so that they are trained again. To
   * be called by the owner of the lake's lock when nothing is staged.
   *
   * @return how many runs those were
   */
  public static int restore(Lake lake, String sweep) {
    return forget(lake, sweep, disagreeing(lake, sweep));
  }

  /** The ids of the runs that the tables do not agree on. */
  public static List<String> disagreeing(Lake lake, String sweep) {
    return holds(lake, sweep)
        ? List.of()
        : doubtful(lake, sweep).as(Encoders.STRING()).collectAsList();
  }

  /**
   * Takes runs of a sweep out of all tables that hold what was trained.
   *
   * @return how many
   */
  public static int forget(Lake lake, String sweep, List<String> runIds) {
    Column those = col("sweep").equalTo(sweep).and(col("run_id").isin(runIds.toArray()));
    // In this order, so that after a crash in between the runs are still found.
    for (String table : List.of("checkpoints", "trajectories", "runs")) {
      if (!runIds.isEmpty() && lake.has(table)) {
        lake.delete(table, those);
      }
    }
    return runIds.size();
  }

  /**
   * Refuses to go on with tables that do not agree.
   *
   * @throws Mistake saying how many runs are concerned
   */
  public static void require(Lake lake, String sweep) {
    if (!holds(lake, sweep)) {
      throw new Mistake(
          "Cannot analyze sweep %s of lake %s: tables runs and trajectories no longer agree on %,d of its runs; train those again with `shaketable sweep CONFIG --lake %s`"
              .formatted(sweep, lake, doubtful(lake, sweep).count(), lake));
    }
  }

  /** Whether the numbers of rows agree, which costs no look at the rows of trajectories. */
  public static boolean holds(Lake lake, String sweep) {
    Row said =
        only(
            of(lake, "runs", sweep)
                .agg(
                    coalesce(sum("evaluations"), lit(0L)).cast("long"),
                    count("run_id"),
                    countDistinct("run_id")));
    Row there = only(of(lake, "trajectories", sweep).agg(count(lit(1))));
    return said.getLong(0) == there.getLong(0) && said.getLong(1) == said.getLong(2);
  }

  private static Row only(Dataset<Row> aggregate) {
    return DriverQuery.rows(aggregate).get(0);
  }

  /** The ids of runs that one table has and the other not, or not as often as it should. */
  private static Dataset<Row> doubtful(Lake lake, String sweep) {
    Dataset<Row> runs =
        of(lake, "runs", sweep)
            .groupBy("run_id")
            .agg(max("evaluations").as("said"), count(lit(1)).as("copies"));
    Dataset<Row> rows =
        of(lake, "trajectories", sweep).groupBy("run_id").agg(count(lit(1)).as("there"));
    Column once = coalesce(col("copies"), lit(0)).equalTo(1);
    Column whole = coalesce(col("there"), lit(0)).equalTo(col("said"));
    return runs.join(
            rows, scala.collection.JavaConverters.asScalaBuffer(List.of("run_id")), "full_outer")
        .where(once.and(coalesce(whole, lit(false))).unary_$bang())
        .select("run_id");
  }

  private static Dataset<Row> of(Lake lake, String table, String sweep) {
    return lake.now(table).where(col("sweep").equalTo(sweep));
  }
}
