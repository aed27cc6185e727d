package org.shaketable.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.SmallSweep;
import org.shaketable.jobs.sweep.SweepPlan;

/**
 * Programs of one's own on a master and two workers with GPUs, one executor of which is killed with
 * -9.
 */
@Tag("submitted")
class ProgramsOnAClusterTest {
  private static final Duration LONG = Duration.ofMinutes(4);

  /** An executor that trains has a supervisor, its watch, a program, and two children of that. */
  private static final int FAMILY = 5;

  private static final String YAML =
      """
      sweep: programs
      seed: 3
      replicates: 4
      clean-replicates: 4
      placebo: 0
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

  /** Notes the GPUs and the threads that it may use. */
  private static final String SCRIPT =
      """
      import os, subprocess, sys, time
      import numpy as np
      import shaketable
      run = shaketable.attach()
      with open(sys.argv[1], "a") as file:
          file.write("GPUs %s, threads %s\\n" % tuple(
              os.environ.get(name) for name in ("CUDA_VISIBLE_DEVICES", "OMP_NUM_THREADS")))
      subprocess.Popen(["sleep", "600"])
      subprocess.Popen(["sleep", "601"], start_new_session=True)
      w = np.ones(3, np.float32)
      run.watch([w], evaluate=lambda: -float((w * w).sum()))
      while not run.done:
          gradient = w.copy()
          run.gradient([gradient])
          w -= np.float32(0.1) * gradient
          time.sleep(0.05)
          run.step(float((w * w).sum()))
      """;

  @TempDir Path directory;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void nothingOutlivesAKilledExecutorAndTheRunsHaveTheBitsOfOneProcess() throws Exception {
    Files.writeString(directory.resolve("train.py"), SCRIPT);
    Path seen = directory.resolve("seen");
    Path config = Files.writeString(directory.resolve("sweep.yaml"), YAML.formatted(seen));
    SweepPlan plan = SweepPlan.of(SweepConfig.read(config));
    Lake here = Lake.create(TestSession.spark(), directory.resolve("here").toString());
    String said = SmallSweep.train(TestSession.spark(), here, plan);
    assumeTrue(
        !said.contains("No module named 'numpy'"),
        "No python3 of this machine has NumPy: install python3-numpy");

    assertThat(new HashSet<>(Files.readAllLines(seen)))
        .containsExactly("GPUs %s, threads 1".formatted(gpusOfThisProcess()));
    Files.delete(seen);

    String there = directory.resolve("there").toString();
    try (StandaloneCluster cluster =
        StandaloneCluster.withGpus(directory.resolve("cluster"), 2, 2, gpus())) {
      Program driver =
          cluster.submit(
              List.of(
                  "spark.executor.memory=600m",
                  "spark.executor.resource.gpu.amount=2",
                  "spark.task.resource.gpu.amount=2"),
              "sweep",
              config.toString(),
              "--lake",
              there);
      ProcessHandle executor = awaitProgram(cluster, driver);
      List<ProcessHandle> family = executor.descendants().toList();
      executor.destroyForcibly();
      for (ProcessHandle member : family) {
        member.onExit().get(60, TimeUnit.SECONDS);
      }
      assertThat(driver.exit(LONG)).as(driver.said()).isZero();
      assertThat(fetches(cluster.work()))
          .as("how often each executor fetched the program's file")
          .hasSizeGreaterThanOrEqualTo(2)
          .allSatisfy((log, times) -> assertThat(times).isLessThanOrEqualTo(1));
      assertThat(fetches(cluster.work()).values()).contains(1L);
    }
    assertThat(new HashSet<>(Files.readAllLines(seen))).containsExactly("GPUs 3,5, threads 1");
    assertThat(Digests.of(Lake.open(TestSession.spark(), there)))
        .hasSize(plan.runs().size())
        .isEqualTo(Digests.of(here));
  }

  private static String gpusOfThisProcess() {
    return System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", "None");
  }

  /** A machine's third and fifth GPU, as a script tells Spark of them. */
  private Path gpus() throws IOException {
    Path script =
        Files.writeString(
            directory.resolve("gpus.sh"),
            "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"3\", \"5\"]}'\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  /** The first executor with a program at work. */
  private static ProcessHandle awaitProgram(StandaloneCluster cluster, Program driver)
      throws InterruptedException {
    while (true) {
      assertThat(driver.alive()).as(driver::said).isTrue();
      for (ProcessHandle executor : cluster.executors()) {
        if (executor.descendants().count() >= FAMILY) {
          return executor;
        }
      }
      Thread.sleep(20);
    }
  }

  private static Map<Path, Long> fetches(Path work) throws IOException {
    Map<Path, Long> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(work, 3)) {
      for (Path log : files.filter(path -> path.endsWith("stderr")).toList()) {
        times.put(
            log,
            Files.readAllLines(log).stream()
                .filter(line -> line.contains("ProgramFiles: Fetched file train.py"))
                .count());
      }
    }
    return times;
  }
}
