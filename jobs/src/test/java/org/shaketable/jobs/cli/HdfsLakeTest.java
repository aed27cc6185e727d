package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.ChildProcess;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.cluster.Digests;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.places.Hadoop;
import org.shaketable.jobs.sweep.SmallSweep;

/** A lake on HDFS, whose name node ends and starts again in the middle. */
@Tag("places")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class HdfsLakeTest {
  private static final String YAML =
      SmallSweep.YAML
          .replace("replicates: 3", "replicates: 12")
          .replace("steps: 60", "steps: 4_000");
  private static final int RUNS = 48;
  private static final Pattern SOME = Pattern.compile("(?m)^\\d+ / 48 runs");

  @TempDir static Path directory;
  private static Hadoop hadoop;
  private static String lake;

  @BeforeAll
  static void start() throws Exception {
    hadoop = new Hadoop(directory.resolve("hadoop"), Hadoop.Parts.HDFS);
    lake = hadoop.address("/lakes/l");
    Files.writeString(directory.resolve("sweep.yaml"), YAML);
  }

  @AfterAll
  static void stop() {
    hadoop.close();
  }

  @Test
  void whateverIsKilledEveryRunIsInTheLakeOnceWithTheSameBits() throws Exception {
    ChildProcess killed = sweep("killed");
    awaitSome(killed);
    assertASecondWriterIsRefused();
    killed.process().destroyForcibly().waitFor();

    ChildProcess resumed = sweep("resumed");
    awaitSome(resumed);
    assertThat(resumed.said()).contains("watching for 30 s whether process ");
    hadoop.stopNameNode();
    hadoop.startNameNode();
    // Its client may or may not have waited for so long.
    if (resumed.process().waitFor() != 0) {
      assertOneLine(resumed);
      assertDone(sweep("again"));
    }

    assertComplete();
    assertCommands();
  }

  @Test
  void whoSleptFindsThatAnotherTookTheLake() throws Exception {
    String other = hadoop.address("/lakes/slept");
    ChildProcess slept = start("slept", "sweep", config(), "--lake", other);
    awaitSome(slept);
    signal("-STOP", slept);
    ChildProcess next = start("next", "sweep", config(), "--lake", other);
    awaitSome(next);
    signal("-CONT", slept);

    assertThat(slept.process().waitFor()).as(slept::said).isEqualTo(2);
    assertThat(slept.said())
        .containsPattern("(?m)^Cannot write lake hdfs://\\S+: another process took it while this")
        .doesNotContain("\tat ");
    assertDone(next);
    assertThat(Digests.of(Lake.open(TestSession.spark(), other))).hasSize(RUNS);
    assertThat(ShaketableTest.run("status", "--check", "--lake", other).out()).contains("is whole");
  }

  private static void signal(String signal, ChildProcess process) throws Exception {
    new ProcessBuilder("kill", signal, Long.toString(process.process().pid())).start().waitFor();
  }

  /** A name node that stays away is told in one line, and nothing is lost. */
  @Test
  void aNameNodeThatStaysAwayIsOnePlainLine() throws Exception {
    String other = hadoop.address("/lakes/other");
    ChildProcess cut = start("cut", "sweep", config(), "--lake", other);
    awaitSome(cut);
    hadoop.stopNameNode();
    try {
      assertThat(cut.process().waitFor()).as(cut::said).isEqualTo(2);
      assertOneLine(cut);
    } finally {
      hadoop.startNameNode();
    }
    assertDone(start("whole", "sweep", config(), "--lake", other));
    assertThat(Digests.of(Lake.open(TestSession.spark(), other))).hasSize(RUNS);
  }

  private static String config() {
    return directory.resolve("sweep.yaml").toString();
  }

  private static ChildProcess sweep(String name) throws IOException {
    return start(name, "sweep", config(), "--lake", lake);
  }

  private static ChildProcess start(String name, String... words) throws IOException {
    return ChildProcess.start(directory.resolve(name), words);
  }

  private static void awaitSome(ChildProcess sweep) throws InterruptedException {
    while (!SOME.matcher(sweep.said()).find()) {
      assertThat(sweep.process().isAlive()).as(sweep::said).isTrue();
      Thread.sleep(100);
    }
  }

  private static void assertASecondWriterIsRefused() {
    ShaketableTest.Ended second = ShaketableTest.run("sweep", config(), "--lake", lake);
    assertThat(second.code()).as(second.out()).isEqualTo(2);
    assertThat(second.err())
        .containsPattern("(?m)^Cannot write lake hdfs://\\S+: process .* is writing it; wait");
  }

  private static void assertOneLine(ChildProcess ended) {
    assertThat(ended.said())
        .containsPattern("(?m)^Cannot (use|write|open) lake hdfs://")
        .doesNotContain("\tat ");
  }

  private static void assertDone(ChildProcess sweep) throws InterruptedException {
    assertThat(sweep.process().waitFor()).as(sweep::said).isZero();
  }

  private static void assertComplete() throws IOException {
    Lake calm = Lake.create(TestSession.spark(), directory.resolve("calm").toString());
    SmallSweep.train(TestSession.spark(), calm, SmallSweep.plan(YAML));
    assertThat(Digests.of(Lake.open(TestSession.spark(), lake)))
        .hasSize(RUNS)
        .isEqualTo(Digests.of(calm));
  }

  private static void assertCommands() {
    assertWorks("sweep", config()).contains("Nothing to train");
    assertWorks("status").contains("Sweep small: 48 of 48 runs done, 0 left");
    assertWorks("status", "--check").contains(" is whole: ");
    assertWorks("analyze");
    assertWorks("report", "--out", directory.resolve("report").toString());
    assertThat(directory.resolve("report/index.html")).content().contains("<!doctype html>");
    assertWorks("sql", "SELECT count(*) FROM run_stability", "--format", "csv").contains("36");
    assertWorks("maintain").contains("Deleted the files");
    assertWorks("status", "--check").contains(" is whole: ");
  }

  private static org.assertj.core.api.AbstractStringAssert<?> assertWorks(String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--lake";
    all[words.length + 1] = lake;
    ShaketableTest.Ended ended = ShaketableTest.run(all);
    assertThat(ended.code()).as(ended.err()).isZero();
    return assertThat(ended.out());
  }
}
