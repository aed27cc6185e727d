package org.shaketable.jobs.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.analytics.table.WorkloadRow;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.rows.WorkloadRows;

/**
 * From versions 1 and 2 of the schema to 3: what a run is stands in columns, what is to know of a
 * workload stands in a table of its own, and a performance that is a loss is that loss, no longer
 * minus it. All of it follows from the specifications that the lake keeps.
 */
final class VersionThree {
  /** Names the commits of migrations in the log of a table. */
  private static final String APPLICATION = "shaketable/schema";

  private static final int VERSION = 3;
  private static final String TWIN_BEFORE = "reference_run_id";
  private static final String TWIN = "twin_run_id";
  private static final Set<String> NO_FEATURES =
      Set.of("performance", "loss", "parameter_distance", "function_distance");

  private static final RecordCodec<RunRow> RUNS = RecordCodec.of(RunRow.class);

  private final SparkSession spark;
  private final Lake lake;

  VersionThree(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  void run() {
    List<WorkloadRow> workloads = workloads();
    turnLosses(workloads);
    rewriteRuns();
    lake.replaceAll(
        "workloads", RecordCodec.of(WorkloadRow.class).dataset(spark, workloads).coalesce(1));
    lake.tables().forEach(this::renameTwin);
  }

  private List<WorkloadRow> workloads() {
    Map<List<String>, List<String>> features = features();
    return lake
        .read("runs")
        .groupBy("sweep", "workload")
        .agg(first("spec"))
        .sort("sweep", "workload")
        .collectAsList()
        .stream()
        .map(
            row -> {
              var workload = Specs.parse(row.getString(2)).workload();
              List<String> key = List.of(row.getString(0), row.getString(1));
              return features.containsKey(key)
                  ? WorkloadRows.of(row.getString(0), workload, features.get(key))
                  : WorkloadRows.of(row.getString(0), workload);
            })
        .toList();
  }

  /** The columns of features that have a value, by sweep and workload. */
  private Map<List<String>, List<String>> features() {
    Dataset<Row> trajectories = lake.read("trajectories");
    List<String> columns =
        Arrays.stream(trajectories.schema().fields())
            .filter(field -> field.dataType().equals(DataTypes.DoubleType))
            .map(StructField::name)
            .filter(name -> !NO_FEATURES.contains(name))
            .toList();
    Map<List<String>, List<String>> features = new HashMap<>();
    for (Row row :
        trajectories
            .groupBy("sweep", "workload")
            .agg(count("step"), columns.stream().map(functions::count).toArray(Column[]::new))
            .collectAsList()) {
      features.put(
          List.of(row.getString(0), row.getString(1)),
          columns.stream().filter(name -> row.getLong(3 + columns.indexOf(name)) > 0).toList());
    }
    return features;
  }

  /** Once, whatever else of the migration is done again. */
  private void turnLosses(List<WorkloadRow> workloads) {
    String losses =
        workloads.stream()
            .filter(workload -> workload.performanceDirection() == Direction.LOWER)
            .map(
                row ->
                    "(sweep = %s AND workload = %s)"
                        .formatted(quoted(row.sweep()), quoted(row.workload())))
            .collect(Collectors.joining(" OR "));
    if (losses.isEmpty() || lake.lastTransaction("trajectories", APPLICATION) >= VERSION) {
      return;
    }
    lake.read("trajectories")
        .where(losses)
        .withColumn("performance", functions.negate(col("performance")))
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", losses)
        .option("txnAppId", APPLICATION)
        .option("txnVersion", VERSION)
        .save(lake.path("trajectories"));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private void rewriteRuns() {
    Dataset<Row> runs = lake.read("runs");
    if (List.of(runs.columns()).contains("role")) {
      return;
    }
    MapFunction<Row, Row> migrated = row -> RUNS.row(new EarlierRun(row).row());
    rewrite("runs", runs.map(migrated, RUNS.encoder()));
  }

  /** Result tables are computed again by the next analysis, but queries are not to wait for it. */
  private void renameTwin(String table) {
    Dataset<Row> rows = lake.read(table);
    if (List.of(rows.columns()).contains(TWIN_BEFORE)) {
      rewrite(table, rows.withColumnRenamed(TWIN_BEFORE, TWIN));
    }
  }

  private void rewrite(String table, Dataset<Row> rows) {
    rows.write()
        .format("delta")
        .mode("overwrite")
        .option("overwriteSchema", true)
        .save(lake.path(table));
  }
}
