package org.shaketable.jobs.lake;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.shaketable.jobs.Mistake;

/** Care for a lake's tables. To be called by the owner of its lock. */
public final class Maintenance {
  private static final String CHECK = "spark.databricks.delta.retentionDurationCheck.enabled";

  /** Spark's own number of tasks that list files is 10,000, for each table. */
  private static final String LISTING = "spark.sql.sources.parallelPartitionDiscovery.parallelism";

  private static final int LISTING_TASKS = 16;

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
    return lake.tables().stream().map(this::compact).toList();
  }

  private Compaction compact(String table) {
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
    session.conf().set(LISTING, LISTING_TASKS);
    for (String table : lake.tables()) {
      DeltaTable.forPath(session, lake.path(table)).vacuum(retention.toMinutes() / 60.0);
    }
  }

  /**
   * Gives the primary tables of a lake that an earlier version made the columns of this one; those
   * that it adds are null in older rows.
   *
   * @return the columns added, as {@code runs.horizon}
   * @throws Mistake when a column has another type
   */
  public List<String> migrate() {
    List<String> added = new ArrayList<>();
    for (PrimaryTable table : PrimaryTable.ALL) {
      if (!lake.has(table.name())) {
        continue;
      }
      Set<String> missing = new TreeSet<>(List.of(table.schema().fieldNames()));
      StructType there = lake.read(table.name()).schema();
      refuseOtherTypes(table, there);
      missing.removeAll(List.of(there.fieldNames()));
      if (!missing.isEmpty()) {
        lake.append(table.name(), spark.createDataFrame(List.of(), table.schema()));
        missing.forEach(column -> added.add(table.name() + "." + column));
      }
    }
    PrimaryTable.ALWAYS.forEach(lake::create);
    mark();
    return added;
  }

  private void mark() {
    try {
      LakeMarker.current().write(lake);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuseOtherTypes(PrimaryTable table, StructType there) {
    for (String name : there.fieldNames()) {
      boolean known = List.of(table.schema().fieldNames()).contains(name);
      String type = there.apply(name).dataType().sql();
      if (!known || !type.equals(table.schema().apply(name).dataType().sql())) {
        throw new Mistake(
            "Cannot migrate lake %s: expected column %s of table %s to be %s, found %s; train its sweeps again into another lake"
                .formatted(
                    lake,
                    name,
                    table.name(),
                    known ? table.schema().apply(name).dataType().sql() : "absent",
                    type));
      }
    }
  }
}
