package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;

class LakeTest {
  record Result(String sweep, double estimate) {}

  private final SparkSession spark = TestSession.spark();
  @TempDir Path directory;

  private Dataset<Row> results(String sweep, double estimate) {
    return RecordCodec.of(Result.class).dataset(spark, List.of(new Result(sweep, estimate)));
  }

  @Test
  void aNewLakeHasItsTablesAndIsFoundAgain() {
    Lake made = Lake.create(spark, directory.resolve("lake").toString());
    Lake found = Lake.open(spark, directory.resolve("lake").toString());

    assertThat(found.tables()).containsExactly("reports", "runs", "trajectories", "workloads");
    assertThat(found.read("runs").count()).isZero();
    assertThat(made).hasToString(directory.resolve("lake").toString());
  }

  @Test
  void anAppendWithTheSameTransactionHappensOnce() {
    Lake lake = Lake.create(spark, directory.toString());
    lake.append("results", results("a", 1).limit(0));

    lake.append("results", results("a", 1), "shaketable/a", 7);
    lake.append("results", results("a", 1), "shaketable/a", 7);

    assertThat(lake.read("results").count()).isEqualTo(1);
    assertThat(lake.lastTransaction("results", "shaketable/a")).isEqualTo(7);
    assertThat(lake.lastTransaction("results", "shaketable/b")).isEqualTo(-1);
  }

  @Test
  void replacingOneSweepLeavesTheOthers() {
    Lake lake = Lake.create(spark, directory.toString());
    lake.replace("results", results("a", 1), "a");
    lake.replace("results", results("b", 2), "b");
    long before = lake.version("results");

    lake.replace("results", results("a", 3), "a");

    assertThat(lake.version("results")).isEqualTo(before + 1);
    assertThat(lake.read("results").sort("sweep").collectAsList())
        .extracting(row -> row.<Double>getAs("estimate"))
        .containsExactly(3.0, 2.0);
  }

  /** As a lake from elsewhere may have it: such a text would end a literal of SQL. */
  @Test
  void aSweepOfAnyNameIsReplacedAlone() {
    Lake lake = Lake.create(spark, directory.toString());
    String hostile = "\\' OR true OR '\\";
    lake.replace("results", results("b", 2), "b");
    lake.replace("results", results(hostile, 1), hostile);

    lake.replace("results", results(hostile, 3), hostile);

    assertThat(lake.read("results").sort("estimate").collectAsList())
        .extracting(row -> row.<Double>getAs("estimate"))
        .containsExactly(2.0, 3.0);
  }

  /** Whatever cares for tables would rewrite it and delete its files. */
  @Test
  void aDeltaTableThatSomebodyElseKeepsInTheDirectoryIsNoneOfTheLakes() {
    Lake lake = Lake.create(spark, directory.toString());
    lake.append("theirs", results("a", 1));
    lake.append("theirs", results("b", 1));

    new Maintenance(spark, lake).compact();

    assertThat(lake.tables()).containsExactly("reports", "runs", "trajectories", "workloads");
    assertThat(lake.version("theirs")).isOne();
  }

  @Test
  void aTableThatWasLostAndMadeAgainIsYounger() throws Exception {
    Lake lake = Lake.create(spark, directory.toString());
    lake.append("results", results("a", 1));
    Instant first = lake.made("results");
    lake.append("results", results("a", 2));
    assertThat(lake.made("results")).isEqualTo(first);

    FileUtils.deleteDirectory(directory.resolve("results").toFile());
    DeltaLog.clearCache();
    Thread.sleep(2);
    lake.append("results", results("a", 1));

    assertThat(lake.made("results")).isAfter(first);
  }

  @Test
  void replacingAllLeavesNothingElse() {
    Lake lake = Lake.create(spark, directory.toString());
    lake.replaceAll("results", results("a", 1));
    lake.replace("results", results("b", 2), "b");

    lake.replaceAll("results", results("b", 4));

    assertThat(lake.read("results").collectAsList())
        .extracting(row -> row.<Double>getAs("estimate"))
        .containsExactly(4.0);
  }

  @Test
  void whatATableHasNowIsWhatItsLogSaysAndStaysSo() throws IOException {
    Lake lake = Lake.create(spark, directory.toString());
    lake.append("results", results("a", 1), "sweep");
    lake.append("results", results("b", 2), "sweep");

    assertThat(ListedFiles.of(lake.deltaLog("results").unsafeVolatileSnapshot())).isPresent();
    Dataset<Row> now = lake.now("results");
    assertThat(now.schema()).isEqualTo(lake.read("results").schema());
    lake.replaceAll("results", results("b", 3), "sweep");

    assertThat(now.sort("sweep").collectAsList())
        .isEqualTo(lake.read("results", 1).sort("sweep").collectAsList())
        .hasSize(2);
    assertThat(lake.now("results").where("sweep = 'b'").collectAsList())
        .isEqualTo(lake.read("results").collectAsList())
        .hasSize(1);
    Files.delete(directory.resolve("results/_delta_log/00000000000000000002.crc"));
    DeltaLog.clearCache();
    assertThat(ListedFiles.of(lake.deltaLog("results").unsafeVolatileSnapshot())).isEmpty();
    lake.replaceAll("results", results("c", 4), "sweep");
    assertThat(lake.now("results").collectAsList())
        .extracting(row -> row.<Double>getAs("estimate"))
        .containsExactly(4.0);
  }

  @Test
  void aTableGetsTheColumnsThatItLacksHoweverItsRowsAreReplaced() {
    Lake lake = Lake.create(spark, directory.toString());
    lake.append("results", results("a", 1).drop("estimate"));

    lake.replace("results", results("b", 2), "b");
    assertThat(lake.read("results").sort("sweep").collectAsList())
        .extracting(row -> row.<Double>getAs("estimate"))
        .containsExactly(null, 2.0);

    lake.append("others", results("a", 1).drop("estimate"));
    lake.replaceAll("others", results("a", 3));
    assertThat(lake.read("others").collectAsList())
        .extracting(row -> row.<Double>getAs("estimate"))
        .containsExactly(3.0);
  }

  @Test
  void aMissingLakeIsNamedWithTheWayToMakeOne() {
    String missing = directory.resolve("nowhere").toString();

    assertThatThrownBy(() -> Lake.open(spark, missing))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot open lake %s: no lake is there; make one with `shaketable sweep CONFIG --lake"
                + " %s`, or give another with --lake",
            missing, missing);
    assertThat(Path.of(missing)).doesNotExist();
  }

  @Test
  void aMissingTableIsNamedWithTheWayToMakeIt() {
    Lake lake = Lake.create(spark, directory.toString());

    assertThatThrownBy(() -> lake.read("stability"))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot read table stability: lake %s does not have it yet; run `shaketable analyze`"
                + " first",
            directory);
  }

  @Test
  void aLakeOfAnotherSchemaVersionIsRefused() throws IOException {
    Files.writeString(directory.resolve("_shaketable.json"), "{\"schema_version\": 99}");

    assertThatThrownBy(() -> Lake.create(spark, directory.toString()))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot open lake %s: another version of Shaketable made it (schema version 99, not 3);"
                + " use that version, or give another lake with --lake",
            directory);
    assertThat(directory.resolve("runs")).doesNotExist();
  }

  @Test
  void aLakeThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");

    assertThatThrownBy(() -> Lake.create(spark, file.resolve("lake").toString()))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("Cannot write lake " + file.resolve("lake") + ": ")
        .hasMessageEndingWith("; give a directory that you may write with --lake");
  }

  @Test
  void aFileThatThisUserMayNotWriteIsToldOfInWords() {
    assertThat(LakeMarker.reason(new AccessDeniedException("/l/_lock")))
        .isEqualTo("this user may not write /l/_lock");
    assertThat(LakeMarker.reason(new IOException("two\nlines"))).isEqualTo("two");
  }

  @Test
  void aLakeWhoseMakingWasCutShortIsMade() throws IOException {
    Files.writeString(directory.resolve("._shaketable.json.1f.tmp"), "{\"schema_ver");

    Lake.create(spark, directory.toString());

    assertThat(Lake.open(spark, directory.toString()).tables()).contains("runs");
  }

  @Test
  void aDirectoryOfOtherFilesIsNotTakenForALake() throws IOException {
    Files.writeString(directory.resolve("thesis.txt"), "precious");

    assertThatThrownBy(() -> Lake.create(spark, directory.toString()))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot make lake %s: expected an empty or a new directory, found other files in it;"
                + " give another with --lake",
            directory);
  }
}
