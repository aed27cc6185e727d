package org.shaketable.jobs.places;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.jobs.bench.SyntheticLake;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.SweepNote;

/**
 * A lake on a local disk as years of nights would leave it: many runs, columns that were added one
 * after another, and a long log. The runs are made up ({@link SyntheticLake}), the columns are
 * added by appends, and the commits are written into the logs as Delta writes them: each adds a
 * file and takes the one before out again, as appends and compactions do.
 */
public final class LargeLake {
  /** The sweep of its runs. */
  public static final String SWEEP = "years";

  /** What a log is checkpointed by, see {@link org.shaketable.jobs.lake.LakeSession}. */
  private static final int CHECKPOINT = 50;

  private LargeLake() {}

  /** Makes it; the last checkpoint of each log is some commits behind its end. */
  public static Lake make(SparkSession spark, Path directory, int runs, int commits, int columns)
      throws IOException {
    Lake lake = Lake.create(spark, directory.toString());
    SyntheticLake.write(spark, lake, SWEEP, runs, 1);
    SweepNote.now(SWEEP, 0, runs, List.of()).write(lake);
    for (int number = 0; number < columns; number++) {
      addColumn(spark, lake, "feature_of_year_" + number);
    }
    for (String table : List.of("runs", "trajectories")) {
      int until = commits / CHECKPOINT * CHECKPOINT - 1;
      commit(directory, lake, table, until);
      DeltaLog.clearCache();
      DeltaLog.forTable(spark, lake.path(table)).checkpoint();
      commit(directory, lake, table, commits);
    }
    DeltaLog.clearCache();
    return lake;
  }

  private static void addColumn(SparkSession spark, Lake lake, String name) {
    StructType more = lake.read("trajectories").schema().add(name, DataTypes.DoubleType);
    lake.append("trajectories", spark.createDataFrame(List.of(), more), "sweep", "workload");
  }

  /** Goes on with a log until it has a commit of a number. */
  private static void commit(Path directory, Lake lake, String table, long until)
      throws IOException {
    String partition =
        table.equals("runs") ? "{}" : "{\"sweep\":\"%s\",\"workload\":\"old\"}".formatted(SWEEP);
    Path log = directory.resolve(table).resolve("_delta_log");
    for (long version = lake.version(table) + 1; version <= until; version++) {
      Files.write(
          log.resolve("%020d.json".formatted(version)),
          lines(version, version == until, partition));
    }
    DeltaLog.clearCache();
  }

  private static List<String> lines(long version, boolean last, String partition) {
    long now = System.currentTimeMillis();
    List<String> lines = new ArrayList<>();
    lines.add(
        "{\"commitInfo\":{\"timestamp\":%d,\"operation\":\"WRITE\",\"operationParameters\":{\"mode\":\"Append\",\"partitionBy\":\"[]\"},\"isolationLevel\":\"Serializable\",\"isBlindAppend\":false,\"operationMetrics\":{\"numFiles\":\"1\"}}}"
            .formatted(now));
    lines.add(
        "{\"txn\":{\"appId\":\"shaketable/made-up\",\"version\":%d,\"lastUpdated\":%d}}"
            .formatted(version, now));
    lines.add(
        "{\"remove\":{\"path\":\"made-up-%d.parquet\",\"deletionTimestamp\":%d,\"dataChange\":false,\"extendedFileMetadata\":true,\"partitionValues\":%s,\"size\":1000}}"
            .formatted(version - 1, now, partition));
    if (!last) {
      lines.add(
          "{\"add\":{\"path\":\"made-up-%d.parquet\",\"partitionValues\":%s,\"size\":1000,\"modificationTime\":%d,\"dataChange\":true}}"
              .formatted(version, partition, now));
    }
    return lines;
  }
}
