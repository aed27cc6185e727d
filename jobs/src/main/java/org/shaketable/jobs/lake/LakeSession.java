package org.shaketable.jobs.lake;

import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark as the lake and the sweeps need it. */
public final class LakeSession {
  private LakeSession() {}

  /**
   * The session of this process.
   *
   * @param master where Spark runs; empty for what {@code spark-submit} set, else {@code local[*]}
   */
  public static SparkSession open(Optional<String> master) {
    String where = master.orElseGet(() -> new SparkConf().get("spark.master", "local[*]"));
    var builder =
        SparkSession.builder()
            .master(where)
            .appName("shaketable")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.ui.showConsoleProgress", false)
            // Finished files of a task are in place at once, so that a killed sweep keeps them.
            .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", 2)
            // Progress is read from the heartbeats' accumulators.
            .config("spark.executor.heartbeatInterval", "2s")
            // Rows of few partitions are written as they come, without being sorted first.
            .config("spark.sql.maxConcurrentOutputFileWriters", 32)
            // Delta's default of 50 partitions for a table's log takes seconds per commit.
            .config("spark.databricks.delta.snapshotPartitions", 1);
    if (where.startsWith("local")) {
      builder
          .config("spark.ui.enabled", false)
          .config("spark.driver.host", "localhost")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", 4);
    }
    return builder.getOrCreate();
  }
}
