package org.shaketable.jobs.lake;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.shaketable.jobs.Mistake;
import scala.Option;

/** Care for a lake's tables. To be called by the owner of its lock. */
public final class Maintenance {
  private static final String CHECK = "spark.databricks.delta.retentionDurationCheck.enabled";

  /** Spark's own number of tasks that list files is 10,000, for each table. */
  private static final String LISTING = "spark.sql.sources.parallelPartitionDiscovery.parallelism";

  private static final int LISTING_TASKS = 16;

  /** Commits without a checkpoint: a sweep makes one after fifty. */
  private static final int LONG_LOG = 100;

  private final SparkSession spark;
  private final Lake lake;

  public Maintenance(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /** What was done to a table: its files before and after. */
  public record Compaction(String table, long removed, long added) {}

  /** Puts the small files of every table together; what they hold stays the same. */
  public List<Compaction> compact() {
    return SmallLake.duringIfSmall(
        lake, spark, () -> lake.tables().stream().map(this::compact).toList());
  }

  private Compaction compact(String table) {
    Snapshot last = lake.deltaLog(table).unsafeVolatileSnapshot();
    if (ListedFiles.of(last).filter(ListedFiles::single).isPresent()) {
      return new Compaction(table, 0, 0);
    }
    Row metrics = lake.compact(table);
    return new Compaction(table, metrics.getLong(0), metrics.getLong(1));
  }

  /**
   * Deletes files that no version of the last while needs: older versions can then no longer be
   * read.
   */
  public void vacuum(Duration retention) {
    SparkSession session = spark.newSession();
    session.conf().set(CHECK, false);
    session.conf().set(LISTING, SmallLake.is(lake) ? 1 : LISTING_TASKS);
    SmallLake.duringIfSmall(
        lake,
        session,
        () -> {
          lake.tables().forEach(table -> vacuum(session, table, retention));
          return null;
        });
  }

  private void vacuum(SparkSession session, String table, Duration retention) {
    if (onlyNamed(table)) {
      return;
    }
    DeltaTable.forPath(session, lake.path(table)).vacuum(retention.toMinutes() / 60.0);
  }

  /**
   * Whether all data files of a table are those of its last version, which nothing deletes. To look
   * takes a small table no job, where Delta takes some for each.
   */
  private boolean onlyNamed(String table) {
    DeltaLog log = lake.deltaLog(table);
    Optional<SmallLog> small = SmallLog.of(log, log.unsafeVolatileSnapshot());
    if (small.isEmpty()) {
      return false;
    }
    Set<String> named =
        small.get().files().stream().map(ListedFiles::path).collect(Collectors.toSet());
    try {
      return named.equals(there(new Path(lake.path(table))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files below a table's directory that are not its log, from there. */
  private Set<String> there(Path directory) throws IOException {
    String root = directory.toUri().getPath() + "/";
    Set<String> there = new HashSet<>();
    RemoteIterator<LocatedFileStatus> files = lake.fileSystem().listFiles(directory, true);
    while (files.hasNext()) {
      String file = files.next().getPath().toUri().getPath().substring(root.length());
      if (!file.startsWith("_delta_log/")) {
        there.add(file);
      }
    }
    return there;
  }

  /**
   * Puts the logs of tables together that have grown long without it, which each command reads: a
   * copy that stopped, say, has lost the checkpoints.
   */
  public void checkpoint() {
    for (String table : lake.tables()) {
      DeltaLog log = lake.deltaLog(table);
      Snapshot last = log.unsafeVolatileSnapshot();
      if (last.version() - last.logSegment().checkpointProvider().version() >= LONG_LOG) {
        log.checkpoint(last, Option.empty());
      }
    }
  }

  /**
   * Brings the tables of a lake that an earlier version made up to this one's schema.
   *
   * @return the columns added to primary tables, as {@code runs.role}
   * @throws Mistake when a column has another type
   */
  public List<String> migrate() {
    return new Migration(spark, lake).run();
  }
}
