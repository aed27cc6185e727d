package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;

class MaintenanceTest {
  record Result(String sweep, double estimate) {}

  private final SparkSession spark = TestSession.spark();
  @TempDir Path directory;

  private Dataset<Row> result(int number) {
    return RecordCodec.of(Result.class)
        .dataset(spark, List.of(new Result("a", number)))
        .coalesce(1);
  }

  /** Data files of the table's newest version. */
  private long live(Lake lake) {
    return lake.read("claims").inputFiles().length;
  }

  private long onDisk() throws IOException {
    try (var files = Files.list(directory.resolve("claims"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  @Test
  void compactingKeepsTheRowsAndVacuumDeletesWhatNoVersionNeeds() throws IOException {
    Lake lake = Lake.create(spark, directory.toString());
    for (int i = 0; i < 5; i++) {
      lake.append("claims", result(i));
    }
    Maintenance maintenance = new Maintenance(spark, lake);

    assertThat(maintenance.compact())
        .contains(new Maintenance.Compaction("claims", 5, 1))
        .contains(new Maintenance.Compaction("runs", 0, 0));
    maintenance.vacuum(Duration.ofDays(7));
    assertThat(onDisk()).isEqualTo(6);
    assertThat(lake.read("claims", 1).count()).isEqualTo(2);
    maintenance.vacuum(Duration.ZERO);

    assertThat(onDisk()).isOne();
    assertThat(lake.read("claims").agg(org.apache.spark.sql.functions.sum("estimate")).first())
        .extracting(row -> row.getDouble(0))
        .isEqualTo(10.0);
  }

  /** Partitions have names that stand otherwise in a log. */
  @Test
  void aTableWithNoFileTooManyTakesNoJob() throws IOException {
    Lake lake = Lake.create(spark, directory.toString());
    Dataset<Row> rows =
        RecordCodec.of(Result.class).dataset(spark, List.of(new Result("a b%c", 1))).coalesce(1);
    lake.append("claims", rows, "sweep");
    Maintenance maintenance = new Maintenance(spark, lake);

    assertThat(CountedJobs.of(() -> maintenance.vacuum(Duration.ZERO))).isZero();
    Path stray = Files.writeString(directory.resolve("claims/part-0.parquet"), "of a crash");
    assertThat(CountedJobs.of(() -> maintenance.vacuum(Duration.ZERO))).isPositive();
    assertThat(stray).doesNotExist();
    assertThat(lake.read("claims").count()).isOne();
  }

  @Test
  void aSweepAtWorkKeepsMaintenanceOut() {
    Lake lake = Lake.create(spark, directory.toString());
    LakeLock.hold(
        lake,
        () ->
            assertThatThrownBy(() -> LakeLock.hold(lake, () -> new Maintenance(spark, lake)))
                .isInstanceOf(Mistake.class)
                .hasMessageContaining("is writing it"));
  }

  @Test
  @Tag("cluster")
  void aThousandAppendsLeaveFewFiles() {
    Lake lake = Lake.create(spark, directory.toString());
    long most = 0;
    for (int i = 0; i < 1000; i++) {
      lake.append("claims", result(i), "shaketable/a", i);
      if (i % 20 == 0) {
        most = Math.max(most, live(lake));
      }
    }
    System.out.printf("1,000 appends: at most %d files at a time.%n", most);

    assertThat(most).isLessThanOrEqualTo(60);
    assertThat(lake.read("claims").distinct().count()).isEqualTo(1000);
    new Maintenance(spark, lake).compact();
    assertThat(live(lake)).isOne();
  }
}
