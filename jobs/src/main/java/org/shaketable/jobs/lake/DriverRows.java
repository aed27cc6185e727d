package org.shaketable.jobs.lake;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Dataset$;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation$;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * Rows that the driver holds: to read, to query and to write them takes no job of Spark.
 *
 * @param rows in Spark's own form, none of which is filled anew
 */
record DriverRows(StructType schema, List<InternalRow> rows) {
  /** More become a file of a task's. */
  private static final int MOST = 20_000;

  /** The rows of a data set that is made of such; empty for any other. */
  static Optional<DriverRows> of(Dataset<Row> dataset) {
    return dataset.queryExecution().analyzed() instanceof LocalRelation local
            && local.data().size() <= MOST
        ? Optional.of(new DriverRows(dataset.schema(), JavaConverters.seqAsJavaList(local.data())))
        : Optional.empty();
  }

  /** The rows of any data set, which takes a job where they are not held yet. */
  static DriverRows collected(Dataset<Row> dataset) {
    return of(dataset)
        .orElseGet(
            () ->
                new DriverRows(
                    dataset.schema(),
                    Arrays.asList(dataset.queryExecution().executedPlan().executeCollect())));
  }

  /** The rows as a data set, which needs no file. */
  Dataset<Row> dataset(SparkSession spark) {
    return Dataset$.MODULE$.ofRows(
        spark,
        new LocalRelation(
            LocalRelation$.MODULE$.apply(schema).output(),
            JavaConverters.asScalaBuffer(rows).toList(),
            false));
  }
}
