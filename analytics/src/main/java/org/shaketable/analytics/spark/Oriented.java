package org.shaketable.analytics.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.table.Direction;

/**
 * Tables with performances of which the higher is the better, whichever way a workload's own goes.
 * This is the one place that turns them: whatever is behind it need not know of directions.
 *
 * @param downwards which rows are of workloads whose lower performance is the better; empty for
 *     none
 */
public record Oriented(Optional<Column> downwards) {

  /** By what the table {@code workloads} says. */
  public static Oriented by(Dataset<Row> workloads) {
    return new Oriented(
        workloads
            .where(col("performance_direction").equalTo(Direction.LOWER.toString()))
            .select("sweep", "workload")
            .distinct()
            .collectAsList()
            .stream()
            .map(
                row ->
                    col("sweep")
                        .equalTo(row.getString(0))
                        .and(col("workload").equalTo(row.getString(1))))
            .reduce(Column::or));
  }

  /** The table {@code runs}, its final performances turned. */
  public Dataset<Row> runs(Dataset<Row> runs) {
    return turned(runs, "final_performance");
  }

  /** The table {@code trajectories}, its performances turned. */
  public Dataset<Row> trajectories(Dataset<Row> trajectories) {
    return turned(trajectories, "performance");
  }

  private Dataset<Row> turned(Dataset<Row> rows, String column) {
    return downwards
        .map(
            lower ->
                rows.withColumn(column, when(lower, negate(col(column))).otherwise(col(column))))
        .orElse(rows);
  }
}
