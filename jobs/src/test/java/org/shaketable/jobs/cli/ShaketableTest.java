package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.SmallSweep;
import picocli.CommandLine;

class ShaketableTest {
  @TempDir Path directory;

  /** What a command printed and how it ended. */
  record Ended(int code, String out, String err) {}

  static Ended run(String... arguments) {
    TestSession.spark();
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    try {
      int code = Shaketable.run(arguments);
      return new Ended(
          code,
          printed.toString(StandardCharsets.UTF_8),
          complained.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private String lake() {
    return directory.resolve("lake").toString();
  }

  private String config(String yaml) throws IOException {
    return Files.writeString(directory.resolve("sweep.yaml"), yaml).toString();
  }

  private static void assertMistake(Ended ended, String line) {
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).isEqualTo(line + System.lineSeparator());
  }

  @Test
  void calibrateOverwritesNothingAndTakesSensibleNumbersOnly() throws IOException {
    String config = config(SmallSweep.YAML);
    String there = Files.writeString(directory.resolve("there.yaml"), "mine").toString();
    assertMistake(
        run("calibrate", config, "--out", there),
        "Cannot write %s: it exists; give another --out, or --force to overwrite it"
            .formatted(there));
    assertThat(Path.of(there)).content().isEqualTo("mine");
    String nowhere = directory.resolve("nowhere/out.yaml").toString();
    assertMistake(
        run("calibrate", config, "--out", nowhere),
        "Cannot write %s: expected a file in a directory that there is and that you may write; give another with --out"
            .formatted(nowhere));
    assertMistake(
        run("calibrate", config, "--seeds", "1"),
        "Invalid --seeds: expected a whole number in [2, 1000], found 1");
    assertMistake(
        run("plan", config, "--sample", "1.5"),
        "Invalid --sample: expected a share in (0, 1], e.g. 0.1, found 1.5");
  }

  @Test
  void argumentsAreSeenBeforeWorkBegins() throws IOException {
    assertMistake(
        run("status", "--master", "", "--lake", lake()),
        "Invalid --master: expected e.g. local[2], spark://HOST:7077 or yarn, found nothing");
    String notify = "http://host:99999";
    assertMistake(
        run(
            "nightly",
            config(SmallSweep.YAML),
            "--lake",
            lake(),
            "--out",
            lake(),
            "--notify",
            notify),
        "Invalid --notify: expected an address such as https://example.org/hook, found " + notify);
    assertThat(run("status", "--lake", directory + "/no\nlake\nhere").err()).hasLineCount(1);
    assertThat(Path.of(lake())).doesNotExist();
  }

  @Test
  void benchStartTellsWhenTheFirstRunsWereTrained() throws IOException {
    Ended ended = run("bench", "start", config(SmallSweep.YAML));
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern("(?m)^First runs trained after \\d+\\.\\d s\\.$")
        .containsPattern(
            "(?m)^ 0 to  5 s after that begin: \\d*[1-9.]\\d* runs/s, \\d+ % of the second half's"
                + " pace\\.$");
  }

  @Test
  void planMeasuresWhatALakeDoesNotKnow() throws IOException {
    Ended ended = run("plan", config(SmallSweep.YAML), "--measure", "--lake", lake());
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .containsPattern("All 12 runs take about .+ on 2 cores, by the time of one of each");
    assertThat(Path.of(lake())).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan",
        "calibrate",
        "sweep",
        "analyze",
        "report",
        "audit",
        "sql",
        "replay",
        "status",
        "serve",
        "maintain"
      })
  void everyCommandHasHelpAndTakesAMaster(String command) {
    Ended ended = run(command, "--help");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("Usage: shaketable " + command, "--master", "--verbose");
  }

  @Test
  void noCommandLacksHelp() {
    assertHelp(new CommandLine(new Shaketable()));
  }

  private static void assertHelp(CommandLine line) {
    assertThat(line.getCommandSpec().findOption("--help"))
        .as(line.getCommandSpec().qualifiedName())
        .isNotNull();
    line.getSubcommands().values().forEach(ShaketableTest::assertHelp);
  }

  @Test
  void aPlanTrainsNothing() throws IOException {
    Ended ended = run("plan", config(SmallSweep.YAML), "--lake", lake());

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains(
            "Sweep small: 12 runs, 3 of them clean twins; 3 conditions x 3 replicates.",
            "blobs: classification on blobs, 60 steps, 10 evaluations, engine vector",
            "gradient-noise (OPTIMIZATION), pulse(50%, 20%): 0.5, 8.0 on blobs",
            "Detectors lack thresholds, in part or all: 3 clean runs leave fewer than 19",
            "does not exist yet: all 12 runs are to be trained.");
    assertThat(directory.resolve("lake")).doesNotExist();
  }

  @Test
  void aSweepCanBePlannedQueriedAndReplayed() throws IOException {
    String config = config(SmallSweep.YAML);

    assertThat(run("sweep", config, "--lake", lake()).code()).isZero();

    assertThat(run("plan", config, "--lake", lake()).out()).contains("nothing to train.");
    String query = "SELECT family, count(*) AS n FROM runs GROUP BY 1 ORDER BY 1";
    assertThat(run("sql", "--lake", lake(), "--format", "csv", query).out())
        .isEqualToNormalizingNewlines("family,n\n,3\ngradient-noise,6\nsignal-flip,3\n");
    assertThat(run("sql", "--lake", lake(), "--format", "json", query).out())
        .contains("{\"family\":\"signal-flip\",\"n\":3}");
    assertThat(run("sql", "--lake", lake(), query).out()).contains("family", "null", "(3 rows)");
    String runId =
        run("sql", "--lake", lake(), "--format", "csv", "SELECT first(run_id) FROM runs")
            .out()
            .lines()
            .skip(1)
            .findFirst()
            .orElseThrow();
    assertMistake(
        run("sql", "--lake", lake(), "SELECT (SELECT run_id FROM runs)"),
        "Cannot answer the query: More than one row returned by a subquery used as an expression;"
            + " correct it");
    assertMistake(
        run("sql", "--lake", lake(), "SELECT raise_error('no') FROM runs"),
        "Cannot answer the query: no; correct it");
    Ended replayed = run("replay", runId, "--lake", lake());
    assertThat(replayed.code()).isZero();
    assertThat(replayed.out()).contains("Run " + runId + " is identical: COMPLETED");
  }

  @Test
  void aMistakeInAFileIsOneLineAndNothingIsWritten() throws IOException {
    String config = config(SmallSweep.YAML.replace("seed: 3", "sead: 3"));

    assertMistake(
        run("sweep", config, "--lake", lake()),
        config + ":2: sead: expected a key that exists here, found 'sead'; did you mean 'seed'?");
    assertThat(directory.resolve("lake")).doesNotExist();
  }

  @Test
  void aLakeThatCannotBeWrittenIsOneLine() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Ended ended = run("sweep", config(SmallSweep.YAML), "--lake", file.resolve("lake").toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .startsWith("Cannot write lake " + file.resolve("lake") + ": ")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sql", "replay"})
  void aLakeThatIsNotThereIsOneLine(String command) {
    assertMistake(
        run(command, "--lake", lake(), "SELECT 1"),
        "Cannot open lake %s: no lake is there; make one with `shaketable sweep CONFIG --lake %s`, or give another with --lake"
            .formatted(lake(), lake()));
  }

  @Test
  void aWrongOptionIsOneLine() {
    assertMistake(
        run("sql", "--fromat", "csv", "SELECT 1"),
        "Unknown options: '--fromat', 'SELECT 1'; see `shaketable sql --help`");
  }

  @Test
  void aMissingArgumentIsOneLine() {
    assertMistake(
        run("sweep"), "Missing required parameter: 'CONFIG'; see `shaketable sweep --help`");
  }

  @Test
  void aBenchmarkOfAGpuWithoutADriverIsOneLine() {
    System.setProperty("shaketable.cuda", "libcuda-that-nobody-has.so.1");
    try {
      assertMistake(
          run("bench", "gpu"),
          "No GPU: there is no NVIDIA driver here (libcuda-that-nobody-has.so.1)");
    } finally {
      System.clearProperty("shaketable.cuda");
    }
  }

  @Test
  void aMisspeltCommandIsOneLineWithTheOneThatWasMeant() {
    assertMistake(
        run("audti", "conf.yaml"),
        "Unknown command 'audti'; did you mean 'audit'? (see `shaketable --help`)");
    assertMistake(
        run("bench", "speed"),
        "Unknown command 'speed'; there is analytics, coverage, engines, gpu, import, learning,"
            + " overhead, products, programs, start (see `shaketable bench --help`)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bench engines --rounds 0      | Invalid --rounds: expected a whole number in [1, 1000], found 0
          bench products --rounds 0     | Invalid --rounds: expected a whole number in [1, 1000], found 0
          bench learning --seeds -1     | Invalid --seeds: expected a whole number in [1, 100000], found -1
          bench learning --goal go      | Invalid --goal: expected a part of one of ppo-CartPole-v1, ppo-Acrobot-v1, ppo-Pendulum-v1, ppo-MountainCar-v0, ppo-MountainCarContinuous-v0, dqn-CartPole-v1, found go
          bench coverage --samples 0    | Invalid --samples: expected a whole number in [1, 1000000], found 0
          bench gpu --gpu -1            | Invalid --gpu: expected a whole number in [0, 1023], found -1
          bench coverage --only nothing | Invalid --only: expected a part of a statistic's name, e.g. Wilson, found nothing
          bench analytics --runs 0      | Invalid --runs: expected a whole number in [25, 1000000], found 0
          bench analytics --sweeps 0    | Invalid --sweeps: expected a whole number in [1, 1000], found 0
          bench overhead x --trials -1  | Invalid --trials: expected a whole number in [0, 1000000], found -1
          serve --port 99999            | Invalid --port: expected a whole number in [1, 65535], found 99999
          nightly x --out y --date 2026-13-01 | Invalid value for option '--date': expected a day of the calendar such as 2026-01-31, found '2026-13-01'; see `shaketable nightly --help`
          """)
  void aValueOutOfItsRangeIsOneLine(String arguments, String line) {
    assertMistake(run(arguments.split(" ")), line);
  }

  @Test
  void aReportThatCannotBeWrittenIsToldBeforeAnythingIsTrained() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Ended ended =
        run(
            "audit",
            config(SmallSweep.YAML),
            "--lake",
            lake(),
            "--out",
            file.resolve("out").toString());

    assertMistake(
        ended,
        "Cannot write report %s: %s is no directory; give a directory that you may write with --out"
            .formatted(file.resolve("out"), file));
    assertThat(Path.of(lake())).doesNotExist();
  }

  @Test
  void aFileSystemThatSparkDoesNotKnowIsOneLine() {
    Ended ended = run("status", "--lake", "wasb://box@account/lake");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .startsWith("Cannot open lake wasb://box@account/lake: Spark lacks the classes")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "analyze", "report", "sql"})
  void aLakeThatWasNotMadeToItsEndIsOneLine(String command) throws IOException {
    Lake.create(TestSession.spark(), lake());
    FileUtil.fullyDelete(Path.of(lake(), "runs").toFile());

    assertMistake(
        run(command, "--lake", lake()),
        "Cannot open lake %s: it was not made to its end, as it has no table runs; wait for the process that makes it, or make it whole with `shaketable sweep CONFIG --lake %s`"
            .formatted(lake(), lake()));
    assertThat(run("plan", config(SmallSweep.YAML), "--lake", lake()).out())
        .contains("does not exist yet: all 12 runs are to be trained.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@/dev/zero", "@/etc/passwd"})
  @Timeout(60)
  void noWordIsAFileOfArguments(String word) {
    assertThat(run(word).err()).hasLineCount(1).startsWith("Unknown command '" + word + "'; ");
    assertThat(run("status", "--lake", word).err())
        .startsWith("Cannot open lake " + word + ": no lake is there; ");
  }

  /** A sweep would refuse them, too. */
  @Test
  void aPlanTellsOfALakeThatCannotBeMade() throws IOException {
    String config = config(SmallSweep.YAML);
    String file = Files.writeString(directory.resolve("file"), "").toString();

    assertMistake(
        run("plan", config, "--lake", file),
        "Cannot make lake %s: expected an empty or a new directory, found a file; give another with --lake"
            .formatted(file));
    assertMistake(
        run("plan", config, "--lake", directory.toString()),
        "Cannot make lake %s: expected an empty or a new directory, found other files in it; give another with --lake"
            .formatted(directory));
  }

  @Test
  void noCommandIsOneLine() {
    assertMistake(run(), "Expected a command, found none; see `shaketable --help`");
  }
}
