package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.jobs.ChildProcess;
import org.shaketable.jobs.Surroundings;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.sql.Listening;
import org.shaketable.jobs.sweep.SmallSweep;

/** Locale, user, time zone and character set of the process. */
class SurroundingsTest {
  @TempDir Path directory;

  private ChildProcess start(
      List<String> isolation,
      Map<String, String> environment,
      List<String> options,
      String... words)
      throws IOException {
    return ChildProcess.startIn(
        isolation, Files.createTempFile(directory, "said", ""), environment, options, words);
  }

  /** A user whose number no file names, where the system lets one be so. */
  private static List<String> nameless() throws Exception {
    List<String> words =
        List.of("unshare", "--user", "--map-user=54321", "--map-group=54321", "--");
    List<String> trial = new ArrayList<>(words);
    trial.add("true");
    try {
      return new ProcessBuilder(trial).start().waitFor() == 0 ? words : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Delta names its log's files by the default locale: in these, by digits of their own. */
  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa", "ne", "mr", "bn"})
  void numbersAreWrittenInDigitsThatEveryoneReads(String tag) {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
      assertThat(String.format("%03d", 7)).isNotEqualTo("007");

      Surroundings.settle();

      assertThat(String.format("%03d", 7)).isEqualTo("007");
      assertThat(ZoneId.systemDefault()).hasToString("UTC");
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  /** The worst of each at once: each alone ended a sweep. */
  @ParameterizedTest
  @ValueSource(strings = "ar-EG")
  void aSweepIsTheSameWhateverTheUsersLocaleNameAndTimeZone(String locale) throws Exception {
    String lake = directory.resolve("lake").toString();
    Path config =
        Files.writeString(
            directory.resolve("sweep.yaml"),
            SmallSweep.YAML.replace("replicates: 3", "replicates: 1"));
    List<String> options =
        List.of(
            "-Duser.language=" + locale.substring(0, 2),
            "-Duser.country=" + locale.substring(3),
            "-Duser.timezone=Asia/Kathmandu");

    ChildProcess sweep =
        start(
            nameless(),
            Map.of(),
            options,
            "sweep",
            config.toString(),
            "--lake",
            lake,
            "--master",
            "local[1]");

    assertThat(sweep.process().waitFor()).as(sweep::said).isZero();
    assertThat(sweep.said()).contains("To train: 4 runs; the lake has 0 of 4.");
    assertThat(directory.resolve("lake/runs/_delta_log/00000000000000000000.json")).exists();
    assertThat(ShaketableTest.run("status", "--lake", lake).out())
        .contains("Sweep small: 4 of 4 runs done, 0 left; ");
  }

  @Test
  void anArgumentThatTheCharacterSetCannotHoldIsRefused() throws Exception {
    ChildProcess status =
        start(
            List.of("env", "-u", "LC_CTYPE", "-u", "LANG"),
            Map.of("LC_ALL", "POSIX"),
            List.of(),
            "status",
            "--lake",
            directory.resolve("lake\u00e9").toString());

    assertThat(status.process().waitFor()).isEqualTo(2);
    assertThat(status.said())
        .containsPattern(
            "(?m)^Invalid argument: expected characters of ANSI_X3.4-1968, .*; set"
                + " LC_ALL=C.UTF-8$");
    assertThat(directory).isDirectoryNotContaining("glob:**/lake*");
  }

  @Test
  void tooLittleMemoryIsOnePlainLine() throws Exception {
    assertOneLine(List.of("-Xmx100m"))
        .startsWith("Cannot start: expected a heap of at least 450 MB, which Spark wants, found ");
  }

  @Test
  void aHeapThatBecomesTooSmallIsFoundInACauseAndInTheTextOfATask() {
    Exception here = new IllegalStateException(new OutOfMemoryError("Java heap space"));
    Exception there =
        new IllegalStateException("Job aborted: java.lang.OutOfMemoryError: Java heap space\n\tat");
    Exception threads =
        new IllegalStateException(
            new OutOfMemoryError("unable to create native thread: possibly out of memory"));

    for (Exception fault : List.of(here, there)) {
      assertThat(MemoryFault.line(fault).orElseThrow())
          .matches("Cannot go on: a heap of \\d+ MB is too small for this; .*-Xmx4g.* again");
    }
    assertThat(MemoryFault.line(threads).orElseThrow())
        .startsWith("Cannot go on: the system gives this process no more threads; ");
    assertThat(MemoryFault.line(new IllegalStateException("Connection refused"))).isEmpty();
  }

  @Test
  void nothingOfSparksStandsBeforeALineOfOurs() throws Exception {
    assertOneLine(List.of())
        .startsWith("Cannot open lake " + directory.resolve("none") + ": no lake is there; ");
  }

  /** Of a command in an environment that does not tell Spark where to listen. */
  private AbstractStringAssert<?> assertOneLine(List<String> options) throws Exception {
    ChildProcess status =
        start(
            List.of("env", "-u", "SPARK_LOCAL_IP"),
            Map.of(),
            options,
            "status",
            "--lake",
            directory.resolve("none").toString());
    assertThat(status.process().waitFor()).as(status::said).isEqualTo(2);
    List<String> lines =
        status
            .said()
            .lines()
            // The JVM's own, which the launcher takes out.
            .filter(line -> !line.equals("WARNING: Using incubator modules: jdk.incubator.vector"))
            .toList();
    assertThat(lines).hasSize(1);
    return assertThat(lines.get(0));
  }

  @Test
  void aLocalSessionListensOnLoopbackAlone() throws Exception {
    TestSession.spark();
    assertThat(Listening.of(ProcessHandle.current().pid()))
        .isNotEmpty()
        .allSatisfy(socket -> assertThat(socket.loopback()).isTrue());
  }
}
