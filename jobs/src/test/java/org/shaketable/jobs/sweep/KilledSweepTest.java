package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.ChildProcess;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.RecordCodec;
import org.shaketable.jobs.lake.RunRow;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.Twin;

/** The sweep as a process of its own, killed with -9 five times. */
class KilledSweepTest {
  private static final int KILLS = 5;

  // Tasks of about half a second, so that a kill comes between two of them.
  private static final String YAML =
      SmallSweep.YAML
          .replace("replicates: 3", "replicates: 16")
          .replace("steps: 60", "steps: 4000");

  @TempDir Path directory;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void aSweepKilledFiveTimesEndsCompleteWithTheSameBits() throws Exception {
    Path config = Files.writeString(directory.resolve("sweep.yaml"), YAML);
    for (int kill = 0; kill < KILLS; kill++) {
      ChildProcess child = start(config, "killed-" + kill);
      killAfterATask(child);
    }
    ChildProcess last = start(config, "last");
    assertThat(last.process().waitFor()).as(last::said).isZero();

    assertThat(last.said()).contains("Recovered the runs that an interrupted sweep had finished.");
    assertComplete(SmallSweep.plan(YAML));
  }

  private ChildProcess start(Path config, String name) throws IOException {
    return ChildProcess.start(
        directory.resolve(name),
        "sweep",
        config.toString(),
        "--lake",
        directory.resolve("lake").toString(),
        "--master",
        "local[1]");
  }

  /** Kills once a task's file is in place that was not there when the process started training. */
  private void killAfterATask(ChildProcess child) throws Exception {
    while (!child.said().contains("Estimate: ") || stagedFiles() == 0) {
      assertThat(child.process().isAlive()).as(child::said).isTrue();
      Thread.sleep(20);
    }
    child.process().destroyForcibly().waitFor();
  }

  private long stagedFiles() throws IOException {
    Path staging = directory.resolve("lake/_staging/small");
    try (var files = Files.walk(staging)) {
      return files
          .filter(file -> file.getFileName().toString().matches("part-.*\\.parquet"))
          .filter(file -> !file.toString().contains("_temporary"))
          .count();
    } catch (NoSuchFileException | UncheckedIOException e) {
      // The process deletes what it has committed while this looks.
      return 0;
    }
  }

  private void assertComplete(SweepPlan plan) {
    SparkSession spark = TestSession.spark();
    Lake lake = Lake.open(spark, directory.resolve("lake").toString());
    RecordCodec<RunRow> codec = RecordCodec.of(RunRow.class);
    List<RunRow> rows = lake.read("runs").collectAsList().stream().map(codec::record).toList();
    assertThat(rows)
        .extracting(RunRow::runId)
        .containsExactlyInAnyOrderElementsOf(plan.runs().stream().map(PlannedRun::runId).toList());
    assertThat(lake.read("trajectories").count()).isEqualTo(plan.runs().size() * 11L);
    for (PlannedRun planned : plan.runs().subList(0, 20)) {
      Twin twin = Twin.of(planned.spec());
      Run alone = planned.spec().clean() ? twin.run() : twin.train(planned.spec());
      assertThat(rows)
          .filteredOn(row -> row.runId().equals(planned.runId()))
          .extracting(RunRow::trajectoryDigest)
          .containsExactly(alone.digest());
    }
  }
}
