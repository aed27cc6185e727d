package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.ChildProcess;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.cluster.Digests;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;

/** A sweep of programs, each with a child of its own, killed with -9 five times. */
@Tag("submitted")
class KilledProgramsTest {
  /** How many programs each process may have started: two measure, two estimate, others train. */
  private static final List<Integer> STARTED = List.of(1, 4, 2, 5, 3);

  private static final String YAML =
      """
      sweep: killed
      seed: 3
      replicates: 4
      clean-replicates: 4
      placebo: 2
      evaluations: 10
      workloads:
        counter:
          task: {program: train.py}
          learner:
            algorithm: program
            command: [python3, train.py, '%s']
            files: [train.py]
            steps: 20
      perturbations:
        - family: gradient-noise
          magnitudes: [1]
      """;

  /** Notes its process and its child's. */
  private static final String SCRIPT =
      """
      import os, subprocess, sys, time
      import numpy as np
      import shaketable
      run = shaketable.attach()
      child = subprocess.Popen(["sleep", "600"], start_new_session=True)
      with open(sys.argv[1], "a") as file:
          file.write("%d\\n%d\\n" % (os.getpid(), child.pid))
      w = np.ones(3, np.float32)
      run.watch([w], evaluate=lambda: -float((w * w).sum()))
      while not run.done:
          gradient = w.copy()
          run.gradient([gradient])
          w -= np.float32(0.1) * gradient
          time.sleep(0.02)
          run.step(float((w * w).sum()))
      """;

  @TempDir Path directory;

  @Test
  @Timeout(value = 40, unit = TimeUnit.MINUTES)
  void aSweepOfProgramsKilledFiveTimesEndsCompleteAndNoProgramOutlivesIt() throws Exception {
    Path pids = Files.createFile(directory.resolve("pids"));
    Files.writeString(directory.resolve("train.py"), SCRIPT);
    Path config = Files.writeString(directory.resolve("sweep.yaml"), YAML.formatted(pids));
    for (int kill = 0; kill < STARTED.size(); kill++) {
      int before = Files.readAllLines(pids).size();
      ChildProcess child = start(config, "killed-" + kill);
      while (Files.readAllLines(pids).size() < before + 2 * STARTED.get(kill)) {
        assertThat(child.process().isAlive()).as(child::said).isTrue();
        assumeTrue(
            !child.said().contains("No module named 'numpy'"),
            "No python3 of this machine has NumPy: install python3-numpy");
        Thread.sleep(20);
      }
      child.process().destroyForcibly().waitFor();
      assertGone(Files.readAllLines(pids));
    }
    ChildProcess last = start(config, "last");
    assertThat(last.process().waitFor()).as(last::said).isZero();
    assertGone(Files.readAllLines(pids));

    SweepPlan plan = SweepPlan.of(SweepConfig.read(config));
    Lake undisturbed = Lake.create(TestSession.spark(), directory.resolve("calm").toString());
    SmallSweep.train(TestSession.spark(), undisturbed, plan);
    Lake lake = Lake.open(TestSession.spark(), directory.resolve("lake").toString());
    assertThat(lake.read("runs").where("status = 'COMPLETED'").count())
        .isEqualTo(plan.runs().size());
    assertThat(Digests.of(lake)).hasSize(plan.runs().size()).isEqualTo(Digests.of(undisturbed));
  }

  private ChildProcess start(Path config, String name) throws IOException {
    return ChildProcess.start(
        directory.resolve(name),
        "sweep",
        config.toString(),
        "--lake",
        directory.resolve("lake").toString(),
        "--master",
        "local[2]");
  }

  private static void assertGone(List<String> pids) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    for (String pid : pids) {
      while (lives(pid)) {
        assertThat(System.nanoTime()).as("process " + pid + " lives").isLessThan(deadline);
        Thread.sleep(50);
      }
    }
  }

  /** A process that has ended and that nobody has asked about is none. */
  private static boolean lives(String pid) {
    try {
      return !Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
    } catch (IOException e) {
      return false;
    }
  }
}
