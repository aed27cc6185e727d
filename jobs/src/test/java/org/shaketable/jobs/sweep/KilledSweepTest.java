package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.jobs.ChildProcess;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.Twin;

/** The sweep as a process of its own, killed with -9 and then told to end. */
class KilledSweepTest {
  // Many tasks, so that a kill comes between two of them.
  private static final String YAML =
      SmallSweep.YAML
          .replace("replicates: 3", "replicates: 12")
          .replace("steps: 60", "steps: 1000");

  /** Each has the process number 1, as in a container, where the system lets one do so. */
  private static final List<String> CONTAINER = container();

  @TempDir Path directory;

  private static List<String> container() {
    List<String> words = List.of("unshare", "--pid", "--fork", "--kill-child");
    List<String> trial = new ArrayList<>(words);
    trial.add("true");
    try {
      return new ProcessBuilder(trial).start().waitFor() == 0 ? words : List.of();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The process of Java in it. */
  private static ProcessHandle java(ChildProcess child) {
    return child.process().descendants().findFirst().orElse(child.process().toHandle());
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void aSweepKilledAndStoppedEndsCompleteWithTheSameBits() throws Exception {
    Path config = Files.writeString(directory.resolve("sweep.yaml"), YAML);
    ChildProcess killed = start(config, "killed");
    awaitATask(killed);
    assertASecondProcessIsRefused(config, killed);
    killed.process().destroyForcibly().waitFor();
    ChildProcess stopped = start(config, "stopped");
    awaitATask(stopped);
    signal(stopped, "TERM");
    stopped.process().waitFor();
    assertThat(stopped.said())
        .contains("Stopped; nothing that was finished is lost: the same command on the same lake")
        .doesNotContain("\tat ");
    ChildProcess last = start(config, "last");
    assertThat(last.process().waitFor()).as(last::said).isZero();

    assertThat(last.said()).contains("Recovered the runs that an interrupted sweep had finished.");
    assertComplete(SmallSweep.plan(YAML));
  }

  /**
   * As on a laptop whose lid was closed: longer than Spark waits for the heartbeats of a cluster.
   */
  @Test
  @Tag("cluster")
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void aSweepThatSleptGoesOn() throws Exception {
    Path config = Files.writeString(directory.resolve("sweep.yaml"), YAML);
    ChildProcess asleep = start(config, "asleep");
    awaitATask(asleep);
    signal(asleep, "STOP");
    Thread.sleep(TimeUnit.SECONDS.toMillis(150));
    signal(asleep, "CONT");

    assertThat(asleep.process().waitFor()).as(asleep::said).isZero();
    assertComplete(SmallSweep.plan(YAML));
  }

  private ChildProcess start(Path config, String name) throws IOException {
    return ChildProcess.startIn(
        CONTAINER,
        directory.resolve(name),
        "sweep",
        config.toString(),
        "--lake",
        directory.resolve("lake").toString(),
        "--master",
        "local[1]");
  }

  /** The first is halted meanwhile, so that it still has work to be killed in. */
  private void assertASecondProcessIsRefused(Path config, ChildProcess first) throws Exception {
    signal(first, "STOP");
    ChildProcess second = start(config, "second");
    assertThat(second.process().waitFor()).as(second::said).isEqualTo(2);
    signal(first, "CONT");
    assertThat(second.said())
        .containsPattern(
            "(?m)^Cannot write lake %s: process %d on \\S+ \\(since \\S+\\) is writing it; wait until that ends, or give another lake with --lake$"
                .formatted(directory.resolve("lake"), CONTAINER.isEmpty() ? java(first).pid() : 1));
  }

  private static void signal(ChildProcess child, String name) throws Exception {
    long pid = java(child).pid();
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  /** Until a task's file is in place that was not there when the process started training. */
  private void awaitATask(ChildProcess child) throws Exception {
    while (Stream.of("Estimate: ", "Training one pair").noneMatch(child.said()::contains)
        || stagedFiles() == 0) {
      assertThat(child.process().isAlive()).as(child::said).isTrue();
      Thread.sleep(20);
    }
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
