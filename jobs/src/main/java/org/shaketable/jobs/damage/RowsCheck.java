package org.shaketable.jobs.damage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.shaketable.jobs.lake.DriverQuery;
import org.shaketable.jobs.lake.Lake;

/**
 * Whether the rows of the table {@code trajectories} are those that were written: they give the
 * digest that the table {@code runs} has of them, and are numbered from 0 without a gap.
 *
 * <p>Reading the rows takes as long as reading the table and sorting it by runs.
 *
 * @param runs rows of the table {@code runs}
 * @param trajectories rows of the table {@code trajectories}, of the same sweeps
 */
public record RowsCheck(Dataset<Row> runs, Dataset<Row> trajectories) {
  private static final String[] RUN = {"sweep", "run_id"};
  private static final String NOTED = "rows_digest";

  /** All rows of a lake. */
  static RowsCheck of(Lake lake) {
    return new RowsCheck(lake.now("runs"), lake.now("trajectories"));
  }

  /** The rows of one sweep; those of others are not read. */
  public static RowsCheck of(Lake lake, String sweep) {
    Column those = col("sweep").equalTo(sweep);
    return new RowsCheck(lake.now("runs").where(those), lake.now("trajectories").where(those));
  }

  /** The ids of runs whose rows are not those that were written. */
  public List<String> damaged() {
    Dataset<Row> all = altered().union(numberedWrongly()).distinct().select("run_id");
    return DriverQuery.rows(all).stream().map(row -> row.getString(0)).toList();
  }

  /** Runs whose rows give another digest than the one that was noted when they were written. */
  Dataset<Row> altered() {
    Column now = col("digest");
    return runs.where(col(NOTED).isNotNull())
        .join(digests(), scala.Predef.wrapRefArray(RUN))
        .where(now.notEqual(col(NOTED)))
        .select("sweep", "run_id");
  }

  /** Runs whose evaluations are not numbered from 0 without a gap or a repetition. */
  Dataset<Row> numberedWrongly() {
    return trajectories
        .groupBy("sweep", "run_id")
        .agg(
            min("evaluation").as("first"),
            max("evaluation").as("last"),
            count(lit(1)).as("there"),
            countDistinct("evaluation").as("distinct"))
        .where(
            col("first")
                .notEqual(0)
                .or(col("last").plus(1).notEqual(col("there")))
                .or(col("there").notEqual(col("distinct"))))
        .select("sweep", "run_id");
  }

  /** How many runs have no digest of their rows, because an earlier version wrote them. */
  long unproved() {
    return DriverQuery.count(runs.where(col(NOTED).isNull()));
  }

  /** The digests that the rows give now, by run. */
  private Dataset<Row> digests() {
    List<String> numbers = numbers(trajectories);
    MapPartitionsFunction<Row, Row> digested = sorted -> new DigestedRuns(sorted, numbers);
    return trajectories
        .select(
            Stream.concat(Stream.of("sweep", "run_id", "evaluation", "step"), numbers.stream())
                .map(org.apache.spark.sql.functions::col)
                .toArray(Column[]::new))
        .repartition(col("sweep"), col("run_id"))
        .sortWithinPartitions("sweep", "run_id", "evaluation")
        .mapPartitions(digested, Encoders.row(DigestedRuns.SCHEMA));
  }

  private static List<String> numbers(Dataset<Row> rows) {
    return Stream.of(rows.schema().fields())
        .filter(field -> field.dataType().equals(DataTypes.DoubleType))
        .map(StructField::name)
        .toList();
  }
}
