package org.shaketable.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.jobs.analyze.PathBarriers;
import org.shaketable.jobs.lake.Lake;

/** What {@code conf/tables.sql} promises, checked on a lake that has every table. */
public final class TablesFileCheck {
  private static final Path FILE = Path.of("../conf/tables.sql");

  private TablesFileCheck() {}

  /** Executes the file in a database of its own, as another catalog would, and asks every view. */
  public static void check(SparkSession spark, Lake lake) {
    SparkSession other = spark.newSession();
    other.sql("CREATE DATABASE audits");
    try {
      other.sql("USE audits");
      other.conf().set("lake", lake.root().toString());
      statements().complete().forEach(other::sql);
      assertThat(names(other, "SHOW VIEWS"))
          .containsExactlyInAnyOrder(
              "fragile_conditions", "collapse_by_dimension", "tonight_against_last_night");
      assertThat(names(other, "SHOW TABLES"))
          .containsAll(lake.tables())
          .hasSize(lake.tables().size() + names(other, "SHOW VIEWS").size());
      for (String view : names(other, "SHOW VIEWS")) {
        assertThat(other.table(view).collectAsList()).as(view).isNotEmpty();
      }
      assertThat(columns(other.table("checkpoints").schema()))
          .isEqualTo(columns(RecordCodec.of(CheckpointRow.class).schema()));
      assertThat(columns(other.table("path_barriers").schema()))
          .isEqualTo(columns(PathBarriers.of(lake, "none").schema()));
      assertThat(other.table("runs").count()).isEqualTo(lake.read("runs").count());
    } finally {
      other.sql("DROP DATABASE audits CASCADE");
    }
  }

  private static String columns(StructType schema) {
    return schema.toDDL();
  }

  private static java.util.List<String> names(SparkSession spark, String show) {
    return spark.sql(show).where("namespace = 'audits'").collectAsList().stream()
        .map(row -> row.<String>getAs(show.equals("SHOW VIEWS") ? "viewName" : "tableName"))
        .toList();
  }

  private static Statements statements() {
    try {
      Statements statements = Statements.of(Files.readString(FILE));
      assertThat(statements.rest()).isEmpty();
      return statements;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
