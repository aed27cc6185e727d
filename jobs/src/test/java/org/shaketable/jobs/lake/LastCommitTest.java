package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;

class LastCommitTest {
  private static final SparkSession SPARK = TestSession.spark();
  private static final String LAST = "00000000000000000002";

  @TempDir Path directory;
  private Lake lake;

  /** A table of three commits, the last one not by this process. */
  @BeforeEach
  void table() {
    lake = Lake.create(SPARK, directory.resolve("lake").toString());
    lake.replaceAll("results", rows(0, 2));
    lake.replaceAll("results", rows(2, 5));
    byAnother();
  }

  private static Dataset<Row> rows(int from, int to) {
    return Lake.held(SPARK.range(from, to).selectExpr("concat('run ', id) AS run_id"));
  }

  private void byAnother() {
    SPARK
        .newSession()
        .range(7, 8)
        .selectExpr("concat('run ', id) AS run_id")
        .write()
        .format("delta")
        .mode("append")
        .save(lake.path("results"));
  }

  private Path log(String name) {
    return directory.resolve("lake/results/_delta_log").resolve(name);
  }

  /** What the table has as this process sees it when it has seen nothing of it yet. */
  private Set<String> now() {
    DeltaLog.clearCache();
    return Set.copyOf(DriverRows.collected(lake.now("results")).texts("run_id"));
  }

  private static final Set<String> ALL = Set.of("run 2", "run 3", "run 4", "run 7");

  @Test
  void itIsWhatDeltaReads() {
    LastCommit found = LastCommit.of(lake, "results").orElseThrow();

    Snapshot snapshot = lake.deltaLog("results").unsafeVolatileSnapshot();
    LastCommit expected = LastCommit.of(snapshot).orElseThrow();
    assertThat(found).isEqualTo(expected);
    assertThat(found.version()).isEqualTo(2).isEqualTo(lake.version("results"));
    assertThat(found.files()).isEqualTo(ListedFiles.of(snapshot)).isPresent();
    assertThat(lake.few("results").orElseThrow().version()).isEqualTo(2);
    assertThat(now()).isEqualTo(ALL);
  }

  @Test
  void whatAnotherProcessCommitsIsSeenAtOnce() {
    assertThat(lake.few("results").orElseThrow().rows().rows()).hasSize(4);

    byAnother();

    assertThat(lake.few("results").orElseThrow().rows().rows()).hasSize(5);
    assertThat(lake.version("results")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"tableSizeBytes\":7", "null", "{}", "[]", "{\"numFiles\":\"x\"}"})
  void ofADamagedChecksumDeltaReadsTheLog(String text) throws IOException {
    Files.delete(log("." + LAST + ".crc.crc"));
    Files.writeString(log(LAST + ".crc"), text);

    assertThat(LastCommit.of(lake, "results")).isEmpty();
    assertThat(now()).isEqualTo(ALL);
    assertThat(lake.version("results")).isEqualTo(2);
  }

  @Test
  void withoutAChecksumDeltaReadsTheLog() throws IOException {
    Files.delete(log(LAST + ".crc"));

    assertThat(LastCommit.of(lake, "results")).isEmpty();
    assertThat(now()).isEqualTo(ALL);
  }

  @Test
  void whereACommitIsMissingOrHoldsNothingItIsTold() throws IOException {
    Path first = log("00000000000000000001.json");
    byte[] held = Files.readAllBytes(first);
    Files.delete(log(".00000000000000000001.json.crc"));
    Files.write(first, new byte[0]);

    assertThat(LastCommit.of(lake, "results")).isEmpty();
    assertThatThrownBy(this::now).isInstanceOf(Mistake.class).hasMessageContaining("holds nothing");

    Files.delete(first);
    assertThat(LastCommit.of(lake, "results")).isEmpty();
    assertThatThrownBy(this::now).isNotInstanceOf(AssertionError.class);

    Files.write(first, held);
    assertThat(LastCommit.of(lake, "results")).isPresent();
  }

  @Test
  void afterACheckpointDeltaReadsTheLog() {
    lake.deltaLog("results").checkpoint();

    assertThat(LastCommit.of(lake, "results")).isEmpty();
    assertThat(now()).isEqualTo(ALL);
  }

  @Test
  void ofATableThatIsNotThereThereIsNone() {
    assertThat(LastCommit.of(lake, "claims")).isEmpty();
    assertThat(LastCommit.of(lake, "runs").orElseThrow().files().orElseThrow().files()).isEmpty();
  }
}
