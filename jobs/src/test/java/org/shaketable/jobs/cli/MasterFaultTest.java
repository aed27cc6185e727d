package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.ChildProcess;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class MasterFaultTest {
  private static final String LINE =
      "Cannot use master spark://127.0.0.1:1: it does not answer; the runs that the lake has are"
          + " safe: see that it runs and can be reached, then give the same command again, or give"
          + " another with --master";

  private static CommandSpec sweep(String master) {
    return new CommandLine(new Shaketable())
        .parseArgs("sweep", "sweep.yaml", "--master", master)
        .subcommand()
        .commandSpec();
  }

  @Test
  void theEndOfSparksContextIsNewsOfItsMaster() {
    Exception atStart =
        new IllegalStateException("Cannot call methods on a stopped SparkContext.\nThis stopped");
    Exception amid =
        new RuntimeException(
            new SparkException("Job 3 cancelled because SparkContext was shut down"));

    assertThat(MasterFault.line(atStart, sweep("spark://127.0.0.1:1"))).contains(LINE);
    assertThat(MasterFault.line(amid, sweep("spark://127.0.0.1:1"))).contains(LINE);
  }

  @Test
  void anotherFaultOrSparkInThisProcessIsNone() {
    Exception stopped = new IllegalStateException("Cannot call methods on a stopped SparkContext.");

    assertThat(MasterFault.line(stopped, sweep("local[2]"))).isEmpty();
    assertThat(MasterFault.line(new IOException("disk"), sweep("spark://127.0.0.1:1"))).isEmpty();
  }

  /** Spark asks three times, twenty seconds each. */
  @Test
  @Tag("places")
  void aMasterThatDoesNotAnswerIsOnePlainLine(@TempDir Path directory) throws Exception {
    ChildProcess sweep =
        ChildProcess.start(
            directory.resolve("said"),
            Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
            List.of(),
            "sweep",
            "../conf/check.yaml",
            "--lake",
            directory.resolve("lake").toString(),
            "--master",
            "spark://127.0.0.1:1");

    assertThat(sweep.process().waitFor()).as(sweep::said).isEqualTo(2);
    assertThat(sweep.said().lines().filter(line -> !line.startsWith("  ")))
        .filteredOn(line -> !line.startsWith("WARNING: Using incubator"))
        .filteredOn(line -> !line.startsWith("Sweep check: "))
        .containsExactly(LINE);
  }
}
