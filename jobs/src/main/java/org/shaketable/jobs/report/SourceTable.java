package org.shaketable.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.Tables;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.jobs.lake.DriverRows;
import org.shaketable.jobs.lake.Lake;

/** A table that figures read, with every column that this version knows. */
sealed interface SourceTable {
  /** The table's name. */
  String name();

  /** The version of it that is read. */
  long version();

  /** The names of the sweeps that it has rows of, sorted. */
  List<String> sweeps();

  /**
   * Makes what the table has of a sweep a view of its name.
   *
   * @return some of its rows, if they say what they were computed from
   */
  Optional<DriverRows> view(String sweep);

  /** A table of a lake, which is small or not. */
  static SourceTable of(Lake lake, String name, boolean small) {
    if (!small) {
      Dataset<Row> rows = complete(name, lake.read(name));
      return new Filed(name, lake.versionRead(name), rows);
    }
    return lake.few(name)
        .map(few -> new Held(lake.session(), name, few.version(), whole(lake, name, few.rows())))
        .orElseGet(
            () -> {
              DriverRows rows = DriverRows.collected(complete(name, lake.nowByJob(name)));
              return new Held(lake.session(), name, lake.versionRead(name), rows);
            });
  }

  private static DriverRows whole(Lake lake, String name, DriverRows rows) {
    return missing(name, rows.schema()).isEmpty()
        ? rows
        : DriverRows.collected(complete(name, rows.dataset(lake.session())));
  }

  /** A table with every column that this version knows, null where an earlier one analyzed it. */
  static Dataset<Row> complete(String table, Dataset<Row> rows) {
    Dataset<Row> all = rows;
    for (StructField field : missing(table, rows.schema())) {
      all = all.withColumn(field.name(), lit(null).cast(field.dataType()));
    }
    return all;
  }

  private static List<StructField> missing(String table, StructType there) {
    List<String> names = List.of(there.fieldNames());
    return Tables.ALL.stream()
        .filter(definition -> definition.name().equals(table))
        .flatMap(known -> Stream.of(RecordCodec.of(known.record()).schema().fields()))
        .filter(field -> !names.contains(field.name()))
        .toList();
  }

  /**
   * A table whose rows the driver holds: to find a table's files takes longer than most queries.
   */
  record Held(SparkSession spark, String name, long version, DriverRows rows)
      implements SourceTable {
    @Override
    public List<String> sweeps() {
      return rows.texts("sweep").stream().distinct().sorted().toList();
    }

    @Override
    public Optional<DriverRows> view(String sweep) {
      DriverRows own = rows.where("sweep", sweep);
      own.view(spark, name);
      return Optional.of(own);
    }
  }

  /** A table whose rows are held where it has fewer than one a run. */
  record Filed(String name, long version, Dataset<Row> rows) implements SourceTable {
    @Override
    public List<String> sweeps() {
      return DriverRows.collected(rows.select("sweep").distinct().orderBy("sweep")).texts("sweep");
    }

    @Override
    public Optional<DriverRows> view(String sweep) {
      Dataset<Row> own = rows.where(col("sweep").equalTo(sweep));
      if (!List.of(rows.columns()).contains("run_id")) {
        return new Held(rows.sparkSession(), name, version, DriverRows.collected(own)).view(sweep);
      }
      rows.createOrReplaceTempView(name);
      return OneAnalysis.tells(rows)
          ? Optional.of(DriverRows.collected(own.limit(1)))
          : Optional.empty();
    }
  }
}
