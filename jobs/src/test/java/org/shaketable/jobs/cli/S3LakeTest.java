package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.assertj.core.api.AbstractStringAssert;
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
import org.shaketable.jobs.places.ObjectStore;
import org.shaketable.jobs.s3.ConditionalPut;
import org.shaketable.jobs.sweep.SmallSweep;

/** A lake on S3, whose store answers some requests with 503, resets and slowness. */
@Tag("places")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class S3LakeTest {
  private static final double DISTURBED = 0.06;
  private static final int WRITERS = 4;
  private static final int ROUNDS = 10;
  private static final Pattern SOME = Pattern.compile("(?m)^\\d+ / 24 runs");

  @TempDir static java.nio.file.Path directory;
  private static ObjectStore store;

  @BeforeAll
  static void startStore() throws Exception {
    store = new ObjectStore(directory);
    store.letIn(TestSession.spark().sparkContext().hadoopConfiguration());
  }

  @AfterAll
  static void stopStore() throws Exception {
    store.close();
  }

  @Test
  void aSweepIsInItsLakeOnceWhileTheStoreFailsNowAndThen() throws Exception {
    String lake = store.address("lake");
    String yaml = SmallSweep.YAML.replace("replicates: 3", "replicates: 1");
    String config = directory.resolve("sweep.yaml").toString();
    Files.writeString(directory.resolve("sweep.yaml"), yaml);
    StringBuilder said = new StringBuilder();
    store.disturb(DISTURBED);
    try {
      assertWorks(said, "sweep", config, "--lake", lake)
          .contains("To train: 4 runs; the lake has 0 of 4.");
      assertWorks(said, "sweep", config, "--lake", lake).contains("Nothing to train");
      assertWorks(said, "status", "--lake", lake).contains("Sweep small: 4 of 4 runs done, 0 left");
    } finally {
      store.disturb(0);
    }
    System.out.printf(
        "S3: %,d requests undisturbed, of each kind of fault %s.%n",
        store.undisturbed(), store.disturbed());
    assertThat(store.disturbed()).allMatch(times -> times > 0);
    Lake calm = Lake.create(TestSession.spark(), directory.resolve("calm").toString());
    SmallSweep.train(TestSession.spark(), calm, SmallSweep.plan(yaml));
    assertThat(Digests.of(Lake.open(TestSession.spark(), lake)))
        .hasSize(4)
        .isEqualTo(Digests.of(calm));
    assertNoCredentials("lake", said.toString());
  }

  /** Of three writers one sleeps and is replaced, one is killed with -9, and the third ends it. */
  @Test
  void whateverHappensToItsWritersEveryCommandGoesOn() throws Exception {
    String lake = store.address("long");
    String yaml =
        SmallSweep.YAML
            .replace("replicates: 3", "replicates: 6")
            .replace("steps: 60", "steps: 8_000");
    String config =
        Files.writeString(directory.resolve("long.yaml"), yaml).toAbsolutePath().toString();
    StringBuilder said = new StringBuilder();
    store.disturb(DISTURBED / 2);
    try {
      ChildProcess slept = sweep("slept", config, lake);
      awaitSome(slept);
      signal("-STOP", slept);
      ChildProcess killed = sweep("killed", config, lake);
      awaitSome(killed);
      signal("-CONT", slept);
      assertThat(slept.process().waitFor()).as(slept::said).isEqualTo(2);
      assertThat(slept.said())
          .containsPattern("(?m)^Cannot write lake s3a://shaken/long: another process took it ")
          .doesNotContain("\tat ");
      killed.process().destroyForcibly().waitFor();
      assertWorks(said, "sweep", config, "--lake", lake).contains("Sweep small: ");
      Lake calm = Lake.create(TestSession.spark(), directory.resolve("calm-long").toString());
      SmallSweep.train(TestSession.spark(), calm, SmallSweep.plan(yaml));
      assertThat(Digests.of(Lake.open(TestSession.spark(), lake)))
          .hasSize(24)
          .isEqualTo(Digests.of(calm));
      assertCommands(said, lake);
      said.append(slept.said()).append(killed.said());
    } finally {
      store.disturb(0);
    }
    System.out.printf(
        "S3, all commands: %,d requests undisturbed, of each kind of fault %s since the start.%n",
        store.undisturbed(), store.disturbed());
    assertNoCredentials("long", said.toString());
  }

  private static void assertCommands(StringBuilder said, String lake) throws Exception {
    String nightly =
        Files.writeString(
                directory.resolve("nightly.yaml"),
                SmallSweep.YAML.replace("sweep: small", "sweep: nights"))
            .toString();
    String report = directory.resolve("written/report").toString();
    String nights = directory.resolve("written/nights").toString();
    assertWorks(said, "analyze", "--sweep", "small", "--lake", lake);
    assertWorks(said, "report", "--sweep", "small", "--lake", lake, "--out", report);
    assertWorks(said, "nightly", nightly, "--lake", lake, "--date", "2026-01-30", "--out", nights);
    assertWorks(said, "sql", "--lake", lake, "SELECT count(*) FROM runs").contains("36");
    assertWorks(said, "maintain", "--lake", lake).contains("Deleted the files");
    assertWorks(said, "status", "--check", "--lake", lake).contains(" is whole: ");
    assertThat(directory.resolve("written/report/index.html")).isRegularFile();
    assertThat(directory.resolve("written/nights/2026-01-30/index.html")).isRegularFile();
    assertNoCredentialsBelow(directory.resolve("written"));
  }

  private static ChildProcess sweep(String name, String config, String lake) throws IOException {
    return ChildProcess.start(
        directory.resolve(name),
        ObjectStore.environment(),
        store.settings().entrySet().stream()
            .map(one -> "-Dspark.hadoop.%s=%s".formatted(one.getKey(), one.getValue()))
            .toList(),
        "sweep",
        config,
        "--lake",
        lake);
  }

  private static void awaitSome(ChildProcess sweep) throws InterruptedException {
    while (!SOME.matcher(sweep.said()).find()) {
      assertThat(sweep.process().isAlive()).as(sweep::said).isTrue();
      Thread.sleep(100);
    }
  }

  private static void signal(String signal, ChildProcess process) throws Exception {
    new ProcessBuilder("kill", signal, Long.toString(process.process().pid())).start().waitFor();
  }

  private static AbstractStringAssert<?> assertWorks(StringBuilder said, String... command) {
    ShaketableTest.Ended ended = ShaketableTest.run(command);
    said.append(ended.out()).append(ended.err());
    assertThat(ended.code()).as(ended.err()).isZero();
    return assertThat(ended.out());
  }

  private static void assertNoCredentials(String lake, String said) throws Exception {
    assertThat(said).doesNotContain(ObjectStore.NAME, ObjectStore.PASSWORD);
    for (Row row :
        Lake.open(TestSession.spark(), store.address(lake))
            .read("runs")
            .select("provenance", "spec", "message")
            .collectAsList()) {
      assertThat(row.toString()).doesNotContain(ObjectStore.NAME, ObjectStore.PASSWORD);
    }
    assertNoCredentialsBelow(store.file(lake));
  }

  private static void assertNoCredentialsBelow(java.nio.file.Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (java.nio.file.Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(ObjectStore.NAME, ObjectStore.PASSWORD);
      }
    }
  }

  /** Each writer has a connector of its own, as if it were a process of its own. */
  @Test
  void ofManyThatMakeOneObjectOneDoes() throws Exception {
    store.disturb(DISTURBED);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Path object = new Path(store.address("race/%d.json".formatted(round)));
        List<Future<Boolean>> made = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          byte[] own = ("writer " + writer).getBytes(StandardCharsets.UTF_8);
          made.add(writers.submit(() -> make(object, own)));
        }
        int winners = 0;
        for (Future<Boolean> one : made) {
          winners += one.get() ? 1 : 0;
        }
        assertThat(winners).as(object.toString()).isOne();
      }
    } finally {
      store.disturb(0);
      writers.shutdownNow();
    }
  }

  private static boolean make(Path object, byte[] bytes) throws IOException {
    try (FileSystem own =
        FileSystem.newInstance(
            object.toUri(), TestSession.spark().sparkContext().hadoopConfiguration())) {
      return ConditionalPut.make(own, object, bytes);
    }
  }

  @Test
  void addressesWithPasswordsAreRefusedWithoutRepeatingThem() {
    ShaketableTest.Ended ended =
        ShaketableTest.run(
            "status", "--lake", "s3a://" + ObjectStore.NAME + ":secret-word@shaken/lake");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .hasLineCount(1)
        .startsWith("Cannot open lake: its address holds a password")
        .doesNotContain("secret-word", ObjectStore.NAME);
  }

  @Test
  void aStoreThatLetsNobodyInOrIsNotThereIsOnePlainLine() {
    assertRefused(Map.of("fs.s3a.secret.key", "wrong"), "stranger");
    assertRefused(
        Map.of(
            "fs.s3a.endpoint",
            "http://127.0.0.1:1",
            "fs.s3a.attempts.maximum",
            "2",
            "fs.s3a.retry.limit",
            "1"),
        "nowhere");
  }

  private static void assertRefused(Map<String, String> settings, String bucket) {
    var configuration = TestSession.spark().sparkContext().hadoopConfiguration();
    settings.forEach(
        (name, value) ->
            configuration.set(name.replace("fs.s3a.", "fs.s3a.bucket." + bucket + "."), value));
    ShaketableTest.Ended ended =
        ShaketableTest.run("status", "--lake", "s3a://" + bucket + "/lake");
    assertThat(ended.code()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err())
        .hasLineCount(1)
        .startsWith("Cannot open lake s3a://" + bucket + "/lake: ")
        .doesNotContain(ObjectStore.PASSWORD);
  }
}
