package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.SmallSweep;

/** What a disk, a copy that stopped or a script that cleans up makes of a lake. */
class DamagedLakeTest {
  private static final String YAML = SmallSweep.YAML.replace("replicates: 3", "replicates: 2");
  private static final int RUNS = 8;

  /** What a number is next to. */
  private static final String LAST_BIT = "loss + abs(loss) * 2.3e-16D";

  @TempDir static Path whole;
  @TempDir Path directory;
  private Path lake;
  private static String digests;

  @BeforeAll
  static void train() throws IOException {
    Path config = Files.writeString(whole.resolve("sweep.yaml"), YAML);
    String lake = whole.resolve("lake").toString();
    assertThat(ShaketableTest.run("sweep", config.toString(), "--lake", lake).code()).isZero();
    digests = digests(whole.resolve("lake"));
  }

  @BeforeEach
  void copy() throws IOException {
    lake = directory.resolve("lake");
    FileUtils.copyDirectory(whole.resolve("lake").toFile(), lake.toFile());
  }

  private static String digests(Path lake) {
    return Lake.open(TestSession.spark(), lake.toString())
        .now("runs")
        .sort("run_id")
        .select("run_id", "trajectory_digest")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList()
        .toString();
  }

  /** A command in a process that knows nothing of the lake yet. */
  private ShaketableTest.Ended shaketable(String... words) {
    DeltaLog.clearCache();
    List<String> all = new ArrayList<>(List.of(words));
    if (words[0].equals("sweep")) {
      all.add(whole.resolve("sweep.yaml").toString());
    }
    all.addAll(List.of("--lake", lake.toString()));
    return ShaketableTest.run(all.toArray(String[]::new));
  }

  /** The last commit of a table's log. */
  private Path commit(String table) throws IOException {
    return file(table, "_delta_log/\\d+\\.json", Comparator.naturalOrder());
  }

  /** The largest data file of a table. */
  private Path data(String table) throws IOException {
    return file(
        table, "part-[^/]*\\.parquet", Comparator.comparingLong(file -> file.toFile().length()));
  }

  /** The greatest file of a table whose path matches, with the checksum beside it gone. */
  private Path file(String table, String pattern, Comparator<Path> order) throws IOException {
    try (Stream<Path> files = Files.walk(lake.resolve(table))) {
      Path greatest =
          files.filter(file -> file.toString().matches(".*/" + pattern)).max(order).orElseThrow();
      Files.deleteIfExists(greatest.resolveSibling("." + greatest.getFileName() + ".crc"));
      return greatest;
    }
  }

  private void assertHealed(ShaketableTest.Ended sweep) {
    assertThat(sweep.code()).as(sweep.err()).isZero();
    assertThat(digests(lake)).isEqualTo(digests);
    assertThat(Lake.open(TestSession.spark(), lake.toString()).now("trajectories").count())
        .isEqualTo(RUNS * 11L);
    assertThat(shaketable("status", "--check").out()).contains("Lake " + lake + " is whole: ");
  }

  private static void assertOneLine(ShaketableTest.Ended ended, String pattern) {
    assertThat(ended.code()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err()).hasLineCount(1).containsPattern(pattern);
  }

  @Test
  void aLostTableIsTrainedAgainOnceAndWithTheSameBits() throws IOException {
    assertLostIsTrainedAgain("trajectories");
  }

  @Test
  @Tag("places")
  void aLostTableOfRunsIsTrainedAgainOnceAndWithTheSameBits() throws IOException {
    assertLostIsTrainedAgain("runs");
  }

  /** First its last commit is emptied, so that it has to be moved out of the way. */
  private void assertLostIsTrainedAgain(String table) throws IOException {
    Path commit = commit(table);
    Files.writeString(commit, "");
    assertOneLine(shaketable("analyze"), "^(Cannot analyze|Damaged lake|Cannot open lake) ");
    ShaketableTest.Ended check = shaketable("status", "--check");
    assertThat(check.code()).isEqualTo(2);
    assertThat(check.out())
        .contains(
            "Damaged lake %s: file _delta_log/%s of table %s holds nothing; restore it"
                .formatted(lake, commit.getFileName(), table));
    FileUtils.deleteDirectory(lake.resolve(table).toFile());

    assertLostIsTold(table);
    ShaketableTest.Ended sweep = shaketable("sweep");

    assertThat(sweep.out())
        .contains(
            "Tables runs and trajectories no longer agreed on 8 runs: they are trained again.",
            "The lake is healed: the rows of all runs give the digests noted of them.");
    assertHealed(sweep);
  }

  private void assertLostIsTold(String table) {
    String told =
        "^Damaged lake .*: table %s is missing; restore it from a copy, or ".formatted(table);
    assertOneLine(shaketable("analyze"), told);
    assertOneLine(shaketable("status"), told);
    assertOneLine(shaketable("plan", whole.resolve("sweep.yaml").toString()), told);
    ShaketableTest.Ended check = shaketable("status", "--check");
    assertThat(check.code()).isEqualTo(2);
    assertThat(check.out() + check.err()).contains("table %s is missing; ".formatted(table));
  }

  @Test
  void aLostTableOfRunsIsToldByWhateverNeedsIt() throws IOException {
    FileUtils.deleteDirectory(lake.resolve("runs").toFile());

    assertLostIsTold("runs");
  }

  /** Without it nobody knows what version made the tables. */
  @Test
  void aMarkerThatWasLostIsToldAndNothingIsMadeInItsPlace() throws IOException {
    Path marker = lake.resolve("_shaketable.json");
    byte[] bytes = Files.readAllBytes(marker);
    Files.delete(marker);
    Files.deleteIfExists(lake.resolve("._shaketable.json.crc"));
    String told = "^Damaged lake .*: its _shaketable.json is missing; restore it from a copy";

    for (String command : List.of("status", "analyze", "sweep")) {
      assertOneLine(shaketable(command), told);
    }
    assertOneLine(shaketable("plan", whole.resolve("sweep.yaml").toString()), told);
    assertThat(marker).doesNotExist();
    Files.write(marker, bytes);
    assertHealed(shaketable("sweep"));
  }

  @Test
  void aCommitOfWorkloadsThatWasEmptiedIsToldByAPlanToo() throws IOException {
    Files.writeString(commit("workloads"), "");

    String told = "^Damaged lake .* of table workloads holds nothing; ";
    assertOneLine(shaketable("status"), told);
    assertOneLine(shaketable("plan", whole.resolve("sweep.yaml").toString()), told);
  }

  @Test
  void aLostTableOfWorkloadsIsWrittenAgain() throws IOException {
    List<Row> before = workloads();
    FileUtils.deleteDirectory(lake.resolve("workloads").toFile());

    assertLostIsTold("workloads");
    ShaketableTest.Ended sweep = shaketable("sweep");

    assertThat(sweep.out()).contains("Nothing to train");
    assertHealed(sweep);
    assertThat(workloads()).isEqualTo(before);
  }

  @Test
  void aLostRowOfWorkloadsIsToldAndWrittenAgain() {
    List<Row> before = workloads();
    DeltaTable.forPath(TestSession.spark(), lake.resolve("workloads").toString()).delete();

    assertOneLine(
        shaketable("analyze"),
        "^Cannot analyze lake .*: Invalid table workloads: .* of sweep small; ");
    assertThat(shaketable("status", "--check").out())
        .contains("8 runs of table runs have a workload that table workloads lacks; ");
    assertHealed(shaketable("sweep"));
    assertThat(workloads()).isEqualTo(before);
  }

  private List<Row> workloads() {
    return Lake.open(TestSession.spark(), lake.toString())
        .now("workloads")
        .sort("workload")
        .collectAsList();
  }

  @Test
  void aCommitThatWasEmptiedIsToldByWhateverReadsItsTableUntilASweepTrainedItAgain()
      throws IOException {
    assertToldUntilTrainedAgain("runs");
  }

  @Test
  @Tag("places")
  void aCommitOfTrajectoriesThatWasEmptiedIsToldUntilASweepTrainedItAgain() throws IOException {
    assertToldUntilTrainedAgain("trajectories");
  }

  private void assertToldUntilTrainedAgain(String table) throws IOException {
    Path commit = commit(table);
    Files.writeString(commit, "");
    String told =
        "^Damaged lake .*: file _delta_log/%s of table %s holds nothing; restore it from a copy, or give `shaketable sweep"
            .formatted(commit.getFileName(), table);

    String query = "SELECT count(*) AS n FROM " + table;
    assertOneLine(shaketable("sql", query), told);
    assertOneLine(
        shaketable(
            "export",
            "--sweep",
            "small",
            "--to",
            "csv",
            "--out",
            directory.resolve("out").toString()),
        told);
    assertOneLine(shaketable("maintain"), told);
    assertOneLine(shaketable("status"), told);
    assertOneLine(shaketable("plan", whole.resolve("sweep.yaml").toString()), told);
    assertThat(shaketable("sql", "SELECT 1 AS one", "--format", "csv").out()).contains("1");

    ShaketableTest.Ended sweep = shaketable("sweep");
    assertThat(sweep.out())
        .contains(
            "The last commit of table %s was emptied: the table is as it was before."
                .formatted(table),
            "no longer agreed on ",
            "The lake is healed");
    assertHealed(sweep);
    assertThat(shaketable("sql", query, "--format", "csv").out())
        .contains(Integer.toString(table.equals("runs") ? RUNS : RUNS * 11));
  }

  /** Of a lake with two sweeps, one of which has nothing to do with the commit. */
  @Test
  void aCommitThatWasEmptiedIsToldUntilTheSweepThatItCameFromTrainedItAgain() throws IOException {
    Path other =
        Files.writeString(
            directory.resolve("other.yaml"), YAML.replace("sweep: small", "sweep: other"));
    ShaketableTest.run("sweep", other.toString(), "--lake", lake.toString());
    Files.writeString(commit("runs"), "");

    assertOneLine(shaketable("sweep"), "^Damaged lake .* holds nothing; ");

    DeltaLog.clearCache();
    ShaketableTest.Ended sweep =
        ShaketableTest.run("sweep", other.toString(), "--lake", lake.toString());
    assertThat(sweep.out()).contains("no longer agreed on ", "The lake is healed");
    assertThat(shaketable("status", "--check").out()).contains("Lake " + lake + " is whole: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs", "trajectories"})
  void aDataFileThatIsMissingCutShortOrGarbledIsNamed(String table) throws IOException {
    Path file = data(table);
    byte[] bytes = Files.readAllBytes(file);
    String pattern =
        "^Damaged lake .*: file .*%s of table %s %s.*; restore it from a copy, or move ";

    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertOneLine(shaketable("analyze"), pattern.formatted(file.getFileName(), table, "has \\d"));
    byte[] garbled = bytes.clone();
    Arrays.fill(garbled, bytes.length / 4, bytes.length, (byte) 7);
    Files.write(file, garbled);
    assertOneLine(
        shaketable("sql", "SELECT * FROM " + table),
        pattern.formatted(file.getFileName(), table, "is cut short or garbled"));
    Files.delete(file);
    assertOneLine(
        shaketable("sql", "SELECT * FROM " + table),
        pattern.formatted(file.getFileName(), table, "is missing"));
  }

  /** Delta's sums of a version list its files, which are read in the place of the log. */
  @Test
  void sumsOfACommitThatListOtherFilesThanTheLogAreNamed() throws IOException {
    Path sums = file("runs", "_delta_log/\\d+\\.crc", Comparator.naturalOrder());
    String text = Files.readString(sums);
    Files.writeString(sums, text.replaceFirst("\"path\":\"part-0", "\"path\":\"part-1"));
    assertThat(Files.readString(sums)).isNotEqualTo(text);

    ShaketableTest.Ended check = shaketable("status", "--check");

    assertThat(check.code()).isEqualTo(2);
    assertThat(check.out())
        .contains(
            "Damaged lake %s: file _delta_log/%s of table runs lists other files than the log names; delete it"
                .formatted(lake, sums.getFileName()));
    Files.delete(sums);
    assertThat(shaketable("status", "--check").out()).contains("Lake " + lake + " is whole: ");
  }

  /** As a disk with an error that its checksums miss, or a hand in the lake, would leave it. */
  private void change(String table, String condition, String column, String value) {
    DeltaTable.forPath(TestSession.spark(), lake.resolve(table).toString())
        .updateExpr(condition, Map.of(column, value));
  }

  /** In another run an evaluation is lost, and another one is there twice. */
  @Test
  void aNumberThatWasChangedByItsLastBitAndALostEvaluationAreFoundAndTrainedAgain() {
    Dataset<Row> runs = Lake.open(TestSession.spark(), lake.toString()).read("runs");
    String row = "run_id = '%s' AND evaluation = %d";
    String shaken = runs.where("role = 'perturbed'").first().getAs("run_id");
    change("trajectories", row.formatted(shaken, 7), "loss", LAST_BIT);
    String clean = runs.where("role = 'clean'").first().getAs("run_id");
    change("trajectories", row.formatted(clean, 4), "evaluation", "5");

    assertThat(shaketable("sweep").out()).contains("Nothing to train");
    ShaketableTest.Ended check = shaketable("status", "--check");
    assertThat(check.code()).isEqualTo(2);
    assertThat(check.out())
        .hasLineCount(2)
        .contains(
            // What lacks an evaluation gives another digest, too.
            "Damaged lake %s: 2 runs of table trajectories hold other values than were written: "
                .formatted(lake),
            "1 runs of table trajectories have evaluations missing or",
            "`shaketable sweep CONFIG --retry-damaged` trains them again");
    ShaketableTest.Ended sweep = shaketable("sweep", "--retry-damaged");
    assertThat(sweep.out()).contains("To train again: 2 runs that were damaged.");
    assertHealed(sweep);
  }

  @Test
  void aRunOfAnEarlierVersionIsToldToHaveNoProof() {
    change("runs", "role = 'clean'", "rows_digest", "null");

    ShaketableTest.Ended check = shaketable("status", "--check");

    assertThat(check.code()).isZero();
    assertThat(check.out())
        .contains("is whole: ", "An earlier version wrote 2 of its runs, without digests");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"add\":{\"path\":", "no JSON at all", "[]"})
  void aLogThatWasGarbledIsNamed(String text) throws IOException {
    Path commit = commit("trajectories");
    Files.writeString(commit, text);

    ShaketableTest.Ended check = shaketable("status", "--check");

    assertThat(check.code()).isEqualTo(2);
    assertThat(check.err()).hasLineCount(1);
    assertThat(check.out())
        .contains("file _delta_log/%s of table trajectories ".formatted(commit.getFileName()));
  }

  /** Every command on each damage: the others show the same by one command each. */
  @ParameterizedTest
  @CsvSource({
    "emptied log, trajectories",
    "emptied log, runs",
    "emptied log, workloads",
    "garbled log, trajectories",
    "garbled log, runs",
    "garbled log, workloads",
    "missing data, trajectories",
    "missing data, runs",
    "missing data, workloads",
    "garbled data, trajectories",
    "garbled data, runs",
    "garbled data, workloads"
  })
  @Tag("places")
  void everyCommandTellsOfADamageInOneLine(String damage, String table) throws IOException {
    Path file = damage.endsWith("log") ? commit(table) : data(table);
    String query = "SELECT * FROM " + table;
    switch (damage) {
      case "missing data" -> Files.delete(file);
      case "emptied log" -> Files.writeString(file, "");
      default -> Files.writeString(file, "{garbled");
    }

    for (List<String> words :
        List.of(
            List.of("status"),
            List.of("status", "--check"),
            List.of("plan", whole.resolve("sweep.yaml").toString()),
            List.of("sql", query),
            List.of("analyze"),
            List.of("report", "--out", directory.resolve("report").toString()),
            List.of("export", "--sweep", "small", "--to", "csv", "--out", directory + "/csv"),
            List.of("maintain"),
            List.of("sweep"))) {
      ShaketableTest.Ended ended = shaketable(words.toArray(String[]::new));
      assertThat(ended.err().lines()).as(words + " " + ended.err()).hasSizeLessThanOrEqualTo(1);
      assertThat(ended.code()).as(words + " " + ended.err()).isIn(0, 2);
      assertThat(ended.out() + ended.err()).doesNotContain("\tat ");
    }
    if (damage.equals("emptied log") && !table.equals("workloads")) {
      // Its runs were in the other table alone: the sweep trained them again.
      assertThat(digests(lake)).isEqualTo(digests);
      assertThat(shaketable("status", "--check").out()).contains("Lake " + lake + " is whole: ");
    } else {
      assertOneLine(shaketable("sql", query), "^Damaged lake ");
    }
  }

  /** And a directory of somebody else's beside the tables is not one of them. */
  @Test
  void stagedWorkThatCannotBeReadIsTrainedAgainAndStrayFilesAreNoWork() throws IOException {
    Files.createDirectories(lake.resolve("photos/2026"));
    Files.writeString(lake.resolve("photos/a.parquet"), "no");
    Path wave = Files.createDirectories(lake.resolve("_staging/small/99"));
    Files.writeString(wave.resolve("part-00000-x.parquet"), "PAR1 garbled PAR1");
    Files.writeString(wave.resolve("_SUCCESS"), "");
    Files.writeString(lake.resolve("_staging/small/.DS_Store"), "stray");
    Files.createDirectories(lake.resolve("_staging/small/notes"));

    assertThat(shaketable("maintain").code()).isZero();
    assertHealed(shaketable("sweep"));
    assertThat(lake.resolve("photos/a.parquet")).hasContent("no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{\"sweep\":", "[]"})
  void aNoteThatWasDamagedKeepsNothingFromWork(String text) throws IOException {
    Files.writeString(lake.resolve("_sweeps/small.json"), text);

    assertThat(shaketable("status").code()).isZero();
    assertThat(shaketable("status", "--check").out())
        .contains(
            "file small.json of directory _sweeps ", "; delete it: the next `shaketable sweep`");
  }

  @Test
  void aFileInThePlaceOfTheDirectoryOfNotesIsNamed() throws IOException {
    FileUtils.deleteDirectory(lake.resolve("_sweeps").toFile());
    Files.writeString(lake.resolve("_sweeps"), "");

    assertOneLine(
        shaketable("sweep"),
        "^Damaged lake .*: file . of directory _sweeps is no directory; move ");
    assertThat(shaketable("status").code()).isZero();
    Files.delete(lake.resolve("_sweeps"));
    assertHealed(shaketable("sweep"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "", "[]", "directory"})
  void aMarkerThatWasDamagedIsNamed(String text) throws IOException {
    Path marker = lake.resolve("_shaketable.json");
    Files.delete(marker);
    if (text.equals("directory")) {
      Files.createDirectory(marker);
    } else {
      Files.writeString(marker, text);
    }

    assertOneLine(shaketable("status"), "^Cannot open lake .*_shaketable.json");
    assertOneLine(shaketable("sweep"), "^Cannot open lake .*_shaketable.json");
  }
}
