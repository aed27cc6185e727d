package org.shaketable.jobs.lake;

import static org.apache.spark.sql.functions.col;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.shaketable.jobs.Mistake;

/**
 * Brings a lake that an earlier version made up to the schema of this one. Each step is one commit
 * that shows in the table itself, so that a migration that was cut short is done again and goes on.
 */
final class Migration {
  private final SparkSession spark;
  private final Lake lake;

  Migration(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /**
   * Migrates.
   *
   * @return the columns added to the primary tables that there were, as {@code runs.role}
   * @throws Mistake when a column has another type
   */
  List<String> run() {
    List<PrimaryTable> there =
        PrimaryTable.ALL.stream().filter(table -> lake.has(table.name())).toList();
    Set<String> before = columns(there);
    if (LakeMarker.read(lake).schemaVersion() < LakeMarker.SCHEMA_VERSION) {
      forgetStaged();
      new VersionThree(spark, lake).run();
    }
    there.forEach(this::addColumns);
    PrimaryTable.ALWAYS.forEach(lake::create);
    mark();
    Set<String> added = columns(there);
    added.removeAll(before);
    return List.copyOf(added);
  }

  private Set<String> columns(List<PrimaryTable> tables) {
    Set<String> columns = new TreeSet<>();
    for (PrimaryTable table : tables) {
      for (String column : lake.read(table.name()).columns()) {
        columns.add(table.name() + "." + column);
      }
    }
    return columns;
  }

  /**
   * What a killed sweep has staged has the columns of its version: it is trained again. Of its
   * waves the trajectories may be in their table already, without their runs.
   */
  private void forgetStaged() {
    Path staging = new Path(lake.root(), "_staging");
    try {
      boolean any = false;
      for (var sweep : lake.fileSystem().listStatus(staging)) {
        any |= lake.fileSystem().listStatus(sweep.getPath()).length > 0;
      }
      if (any) {
        Stream.of("trajectories", "checkpoints").filter(lake::has).forEach(this::forgetOrphans);
        lake.fileSystem().delete(staging, true);
      }
    } catch (FileNotFoundException e) {
      // No sweep was ever trained into this lake.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forgetOrphans(String table) {
    Object[] orphans =
        lake.read(table)
            .select("run_id")
            .distinct()
            .join(lake.read("runs").select("run_id"), new String[] {"run_id"}, "left_anti")
            .as(Encoders.STRING())
            .collectAsList()
            .toArray();
    if (orphans.length > 0) {
      lake.delete(table, col("run_id").isin(orphans));
    }
  }

  /** Features are not among them: a sweep that measures one adds its column. */
  private void addColumns(PrimaryTable table) {
    StructType there = lake.read(table.name()).schema();
    refuseOtherTypes(table, there);
    if (!List.of(there.fieldNames()).containsAll(table.columnNames())) {
      lake.append(table.name(), spark.createDataFrame(List.of(), table.schema()));
    }
  }

  private void mark() {
    try {
      LakeMarker.current().write(lake);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuseOtherTypes(PrimaryTable table, StructType there) {
    List<String> known = new ArrayList<>(Arrays.asList(table.schema().fieldNames()));
    for (String name : there.fieldNames()) {
      String type = there.apply(name).dataType().sql();
      String expected =
          known.contains(name)
              ? table.schema().apply(name).dataType().sql()
              // A feature of another version, or of a program.
              : table.open() ? "DOUBLE" : "absent";
      if (!type.equals(expected)) {
        throw new Mistake(
            "Cannot migrate lake %s: expected column %s of table %s to be %s, found %s; train its sweeps again into another lake"
                .formatted(lake, name, table.name(), expected, type));
      }
    }
  }
}
