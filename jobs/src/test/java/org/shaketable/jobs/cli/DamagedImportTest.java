package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.imports.log.LogFiles;
import org.shaketable.jobs.lake.Lake;

/** What the same import again makes of a lake that was damaged, and of logs that are. */
class DamagedImportTest {
  private static final int RUNS = 2;

  @TempDir static Path whole;
  @TempDir Path directory;
  private static String rows;
  private Path lake;
  private Path logs;

  @BeforeAll
  static void importLogs() throws IOException {
    Path logs = copyOfLogs(whole.resolve("logs"));
    assertThat(shaketable("import", logs, whole.resolve("lake")).code()).isZero();
    rows = rows(whole.resolve("lake"));
  }

  @BeforeEach
  void copy() throws IOException {
    logs = copyOfLogs(directory.resolve("logs"));
    lake = directory.resolve("lake");
    FileUtils.copyDirectory(whole.resolve("lake").toFile(), lake.toFile());
  }

  private static Path copyOfLogs(Path directory) throws IOException {
    FileUtils.copyDirectory(LogFiles.RESOURCES.resolve("logs/json").toFile(), directory.toFile());
    return directory;
  }

  /** The import of some logs into a lake that this process knows nothing of yet. */
  private static ShaketableTest.Ended shaketable(String command, Path logs, Path lake) {
    DeltaLog.clearCache();
    return ShaketableTest.run(
        command,
        "../conf/import-json-lines.yaml",
        "--from",
        logs.toString(),
        "--lake",
        lake.toString());
  }

  private ShaketableTest.Ended again() {
    return shaketable("import", logs, lake);
  }

  /** Everything that the lake says of the runs. */
  private static String rows(Path lake) {
    DeltaLog.clearCache();
    Lake opened = Lake.open(TestSession.spark(), lake.toString());
    List<Row> runs =
        opened
            .now("runs")
            .sort("run_id")
            .select("run_id", "replicate", "final_performance", "rows_digest")
            .collectAsList();
    List<Row> trajectories =
        opened.now("trajectories").sort("run_id", "evaluation").drop("date").collectAsList();
    return runs + "\n" + trajectories;
  }

  private void assertHealed(ShaketableTest.Ended ended, int written) {
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("; %d written (".formatted(written));
    assertThat(rows(lake)).isEqualTo(rows);
    ShaketableTest.Ended check = ShaketableTest.run("status", "--check", "--lake", lake.toString());
    assertThat(check.out()).contains("Lake " + lake + " is whole: ");
    assertThat(again().out()).contains("; 0 written (");
  }

  @Test
  void aLostTableOfWorkloadsIsWrittenAgain() throws IOException {
    FileUtils.deleteDirectory(lake.resolve("workloads").toFile());

    assertHealed(again(), 0);
  }

  private DeltaTable table(String name) {
    return DeltaTable.forPath(TestSession.spark(), lake.resolve(name).toString());
  }

  /** The condition that a row is of one of the runs. */
  private String of(int run) {
    return "run_id = '%s'"
        .formatted(
            Lake.open(TestSession.spark(), lake.toString())
                .now("runs")
                .select("run_id")
                .distinct()
                .sort("run_id")
                .collectAsList()
                .get(run)
                .getString(0));
  }

  /** Some rows of a table, once more. */
  private void append(String table, String condition) {
    table(table)
        .toDF()
        .where(condition)
        .write()
        .format("delta")
        .mode("append")
        .save(lake.resolve(table).toString());
  }

  @Test
  void aRunOfWhichARowWasChangedByItsLastBitAndOneOfWhichARowIsLostAreReadAgain() {
    table("trajectories")
        .updateExpr(
            of(0) + " AND evaluation = 3",
            Map.of("performance", "performance + 2.3e-16D * abs(performance)"));
    table("trajectories").delete(of(1) + " AND evaluation = 3");

    assertHealed(again(), 2);
  }

  @Test
  void aRunThatIsThereTwiceAndOneOfWhichARowIsAreReadAgain() {
    append("runs", of(0));
    append("trajectories", of(1) + " AND evaluation = 3");

    assertHealed(again(), 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs", "trajectories"})
  void aFileThatCannotBeReadIsNamedAndNothingIsWritten(String table) throws IOException {
    Path file = greatest(table, "part-[^/]*\\.parquet");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    List<String> before = files();

    assertOneLine(
        again(), "^Damaged lake .*%s of table %s .*".formatted(file.getFileName(), table));
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aCommitThatWasEmptiedIsNamedAndOnceItsTableIsLostAllIsReadAgain() throws IOException {
    assertEmptiedIsNamedAndLostIsReadAgain("trajectories");
  }

  @Test
  @Tag("places")
  void theSameOfRuns() throws IOException {
    assertEmptiedIsNamedAndLostIsReadAgain("runs");
  }

  private void assertEmptiedIsNamedAndLostIsReadAgain(String table) throws IOException {
    Path commit = greatest(table, "\\d+\\.json");
    Files.writeString(commit, "");
    List<String> before = files();

    assertOneLine(
        again(),
        "^Damaged lake .*/%s of table %s holds nothing; restore it from a copy, or .*`shaketable import`"
            .formatted(commit.getFileName(), table));
    assertThat(files()).isEqualTo(before);
    FileUtils.deleteDirectory(lake.resolve(table).toFile());
    assertHealed(again(), RUNS);
  }

  private static void assertOneLine(ShaketableTest.Ended ended, String pattern) {
    assertThat(ended.code()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err()).hasLineCount(1).containsPattern(pattern);
  }

  /** The largest file of a table whose path matches, with the checksum beside it gone. */
  private Path greatest(String table, String pattern) throws IOException {
    Comparator<Path> order =
        pattern.startsWith("part")
            ? Comparator.comparingLong(file -> file.toFile().length())
            : Comparator.naturalOrder();
    try (Stream<Path> files = Files.walk(lake.resolve(table))) {
      Path greatest =
          files.filter(file -> file.toString().matches(".*/" + pattern)).max(order).orElseThrow();
      Files.deleteIfExists(greatest.resolveSibling("." + greatest.getFileName() + ".crc"));
      return greatest;
    }
  }

  /** The files of the tables with the runs. */
  private List<String> files() throws IOException {
    try (Stream<Path> files =
        Stream.concat(Files.walk(lake.resolve("runs")), Files.walk(lake.resolve("trajectories")))) {
      return files
          .filter(file -> !file.toString().endsWith(".crc"))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }

  /** An import stages nothing; what others left there does not concern it. */
  @Test
  void strayFilesInStagingAreLeftAlone() throws IOException {
    Path wave = Files.createDirectories(lake.resolve("_staging/json-lines/99"));
    Files.writeString(wave.resolve("part-00000-x.parquet"), "PAR1 garbled PAR1");

    assertHealed(again(), 0);
    assertThat(wave.resolve("part-00000-x.parquet")).exists();
  }

  /** Logs were damaged; the lake keeps what it had of them, and the others are read. */
  @Test
  void damagedLogsAreEachToldAndTheRestIsRead() throws IOException {
    List<String> good = Files.readAllLines(logs.resolve("a.jsonl"));
    Files.write(logs.resolve("c.jsonl"), good);
    Files.writeString(logs.resolve("b.jsonl"), "");
    byte[] noise = new byte[5000];
    Arrays.fill(noise, (byte) 0xC3);
    Files.write(logs.resolve("noise.jsonl"), noise);
    Files.createDirectory(logs.resolve("folder.jsonl"));

    ShaketableTest.Ended ended = again();

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .contains("; 1 written (0 of them new versions), 1 as they were, 1 in the lake alone.")
        .contains("Left out b.jsonl: nothing in it can be read.")
        .contains("Left out noise.jsonl: nothing in it can be read.")
        .doesNotContain("\tat ");
    assertThat(Lake.open(TestSession.spark(), lake.toString()).read("runs").count()).isEqualTo(3);
    assertThat(ShaketableTest.run("status", "--check", "--lake", lake.toString()).out())
        .contains("Lake " + lake + " is whole: ");
  }
}
