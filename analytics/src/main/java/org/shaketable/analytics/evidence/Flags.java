package org.shaketable.analytics.evidence;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.shaketable.analytics.table.FlagRow;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.TableColumn;

/**
 * The table {@code flags}: runs that would pass for perfectly stable though nothing was studied in
 * them. A disturbance above magnitude 0 (or a placebo) that left its run equal to its clean twin in
 * every bit never acted; a run without any loss never learned from anything.
 *
 * <p>Runs without a digest, as of an import, and runs that were stopped are not looked at.
 */
public final class Flags {
  private static final Column[] COLUMNS =
      TableColumn.of(FlagRow.class).stream()
          .map(TableColumn::name)
          .map(functions::col)
          .toArray(Column[]::new);

  private static final Column DISTURBED =
      col("role")
          .equalTo(Role.PLACEBO.toString())
          .or(expr("exists(exposures, exposure -> exposure.magnitude <> 0)"));

  private static final Column SAME =
      DISTURBED.and(expr("trajectory_digest <> '' AND trajectory_digest = twin_digest"));

  private Flags() {}

  /**
   * One row for each configuration, flag, role and family that has such runs.
   *
   * @param runs the table of runs
   * @param trajectories the table of trajectories
   */
  public static Dataset<Row> of(Dataset<Row> runs, Dataset<Row> trajectories) {
    Dataset<Row> twins =
        runs.filter(col("role").equalTo(Role.CLEAN.toString()))
            .select(col("run_id").as("id_of_twin"), col("trajectory_digest").as("twin_digest"));
    Dataset<Row> losses = trajectories.groupBy("run_id").agg(count(col("loss")).as("losses"));
    Dataset<Row> ended =
        runs.filter(
                col("evaluations").gt(1).and(col("status").notEqual(RunStatus.FAILED.toString())))
            .join(broadcast(twins), col("twin_run_id").equalTo(col("id_of_twin")), "left")
            .join(
                losses.filter("losses = 0").withColumnRenamed("run_id", "id_of_lossless"),
                col("run_id").equalTo(col("id_of_lossless")),
                "left");
    return counted(ended, "same_as_twin", SAME)
        .unionByName(counted(ended, "no_loss", col("id_of_lossless").isNotNull()))
        .orderBy("workload", "configuration", "flag", "role", "family")
        .select(COLUMNS)
        .coalesce(1);
  }

  /** How many runs are so, of each kind that has any. */
  private static Dataset<Row> counted(Dataset<Row> runs, String flag, Column so) {
    return runs.groupBy("sweep", "workload", "configuration", "role", "family")
        .agg(
            sum(when(so, 1).otherwise(0)).cast(DataTypes.IntegerType).as("runs"),
            count(lit(1)).cast(DataTypes.IntegerType).as("of_runs"),
            min(when(so, col("run_id"))).as("run_id"))
        .filter("runs > 0")
        .withColumn("flag", lit(flag));
  }
}
