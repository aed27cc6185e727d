package org.shaketable.jobs.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Dataset$;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.LocalTempView$;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation$;
import org.apache.spark.sql.execution.command.CreateViewCommand;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.Seq$;
import scala.collection.immutable.Map$;

/**
 * Rows that the driver holds: to read, to query and to write them takes no job of Spark.
 *
 * @param rows in Spark's own form, none of which is filled anew
 */
public record DriverRows(StructType schema, List<InternalRow> rows) {
  /** More become a file of a task's. */
  private static final int MOST = 20_000;

  /** The rows of a data set that is made of such; empty for any other. */
  public static Optional<DriverRows> of(Dataset<Row> dataset) {
    return dataset.queryExecution().analyzed() instanceof LocalRelation local
            && local.data().size() <= MOST
        ? Optional.of(new DriverRows(dataset.schema(), JavaConverters.seqAsJavaList(local.data())))
        : Optional.empty();
  }

  /** The rows of any data set, which takes a job where they are not held yet. */
  public static DriverRows collected(Dataset<Row> dataset) {
    return of(dataset)
        .orElseGet(() -> new DriverRows(dataset.schema(), DriverQuery.internal(dataset)));
  }

  /** The rows that have a text in a column. */
  public DriverRows where(String column, String text) {
    int index = schema.fieldIndex(column);
    UTF8String wanted = UTF8String.fromString(text);
    return new DriverRows(
        schema, rows.stream().filter(row -> wanted.equals(row.getUTF8String(index))).toList());
  }

  /** The texts of a column, null where there is none; empty where there is no such column. */
  public List<String> texts(String column) {
    int index = List.of(schema.fieldNames()).indexOf(column);
    return index < 0
        ? List.of()
        : rows.stream()
            .map(row -> row.isNullAt(index) ? null : row.getString(index))
            .collect(Collectors.toCollection(ArrayList::new));
  }

  /** The rows as a data set, which needs no file. */
  public Dataset<Row> dataset(SparkSession spark) {
    return Dataset$.MODULE$.ofRows(spark, relation());
  }

  /** Makes the rows a temporary view, without the planning that a data set's takes. */
  public void view(SparkSession spark, String name) {
    new CreateViewCommand(
            new TableIdentifier(name),
            none(),
            Option.empty(),
            Map$.MODULE$.empty(),
            Option.empty(),
            relation(),
            false,
            true,
            LocalTempView$.MODULE$,
            true,
            none())
        .run(spark);
  }

  @SuppressWarnings("unchecked")
  private static <T> Seq<T> none() {
    return (Seq<T>) Seq$.MODULE$.empty();
  }

  private LocalRelation relation() {
    return new LocalRelation(
        LocalRelation$.MODULE$.apply(schema).output(),
        JavaConverters.asScalaBuffer(rows).toList(),
        false);
  }
}
