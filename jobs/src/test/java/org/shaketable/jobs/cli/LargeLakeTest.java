package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.ChildProcess;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.places.LargeLake;
import org.shaketable.jobs.sweep.SmallSweep;

/**
 * Commands on a lake of a million runs, of ten thousand commits and of fifty columns that came one
 * after another; each is a process of its own, as a user starts it, and its time is printed.
 */
@Tag("places")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LargeLakeTest {
  private static final int RUNS = 1_000_000;
  private static final int COMMITS = 10_000;
  private static final int COLUMNS = 50;

  /** Seconds that nobody should wait for an answer, on a machine that does other things, too. */
  private static final double LONGEST = 180;

  /** The same of a lake whose logs must be read from their beginning. */
  private static final double LONGEST_WITHOUT = 900;

  @TempDir static Path directory;

  @BeforeAll
  static void make() throws IOException {
    long begin = System.nanoTime();
    LargeLake.make(TestSession.spark(), directory.resolve("lake"), RUNS, COMMITS, COLUMNS);
    System.out.printf(
        "Large lake: %,d runs, %,d commits of each table, %d columns added; made in %.0f s.%n",
        RUNS, COMMITS, COLUMNS, seconds(begin));
  }

  @Test
  @Order(1)
  void aLargeLakeAnswersInSeconds() throws Exception {
    assertAnswers("with checkpoints");
  }

  @Test
  @Order(2)
  void soItDoesWithoutCheckpoints() throws Exception {
    deleteCheckpoints();
    assertAnswers("its checkpoints lost");
  }

  @Test
  @Order(3)
  void maintainMakesThemAgain() throws Exception {
    deleteCheckpoints();
    assertThat(timed("maintain, its checkpoints lost", "maintain")).contains("Deleted the files");
    assertAnswers("after maintain");
  }

  private void assertAnswers(String when) throws Exception {
    String config =
        Files.writeString(
                directory.resolve("years.yaml"),
                SmallSweep.YAML.replace("sweep: small", "sweep: " + LargeLake.SWEEP))
            .toString();
    assertThat(timed("status, " + when, "status"))
        .contains("Sweep years: 1,000,000 of 1,000,000 runs done, 0 left");
    assertThat(
            timed(
                "sql, " + when,
                "sql",
                "SELECT status, count(*) AS runs FROM runs GROUP BY status",
                "--format",
                "csv"))
        .contains("COMPLETED,1000000");
    assertThat(
            timed(
                "sql of a column that came last, " + when,
                "sql",
                "SELECT count(*), count(feature_of_year_49) FROM trajectories",
                "--format",
                "csv"))
        .contains("2000000,0");
    assertThat(timed("plan, " + when, "plan", config)).contains("12 runs");
  }

  private String timed(String what, String... words) throws Exception {
    Path log = Files.createTempFile(directory, "said", "");
    String[] all =
        Stream.concat(
                Stream.of(words),
                Stream.of("--lake", directory.resolve("lake").toString(), "--master", "local[2]"))
            .toArray(String[]::new);
    long begin = System.nanoTime();
    ChildProcess command = ChildProcess.start(log, all);
    double worked = 0;
    while (!command.process().waitFor(100, TimeUnit.MILLISECONDS)) {
      worked = processorSeconds(command.process(), worked);
    }
    double seconds = seconds(begin);
    System.out.printf("Large lake: %s: %.1f s, %.1f s of processor time.%n", what, seconds, worked);
    assertThat(command.process().exitValue()).as(command::said).isZero();
    assertThat(seconds).as(what).isLessThan(what.contains("lost") ? LONGEST_WITHOUT : LONGEST);
    return command.said();
  }

  /** User's and system's time of a process, as long as it is there to tell. */
  private static double processorSeconds(Process process, double otherwise) {
    return process.info().totalCpuDuration().map(time -> time.toMillis() / 1e3).orElse(otherwise);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** As a copy that stopped may leave a lake: the logs are whole without them. */
  private void deleteCheckpoints() throws IOException {
    for (String table : List.of("runs", "trajectories")) {
      try (Stream<Path> files =
          Files.list(directory.resolve("lake").resolve(table).resolve("_delta_log"))) {
        for (Path file : files.filter(it -> it.toString().contains("checkpoint")).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
