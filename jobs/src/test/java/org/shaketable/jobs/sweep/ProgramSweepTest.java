package org.shaketable.jobs.sweep;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.Maintenance;
import org.shaketable.jobs.report.Report;

/** A sweep over a program of one's own; it needs a Python with NumPy. */
class ProgramSweepTest {
  private static final Path CONF = Path.of(System.getProperty("basedir"), "..", "conf");

  private static final String ONE_FAILS =
      """
      sweep: one-fails
      seed: 3
      replicates: 3
      clean-replicates: 3
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
        - family: learning-rate-scale
          magnitudes: [1]
          schedule: {pulse: {onset: 50%%, duration: 20%%}}
      """;

  /** Of the runs that are shaken, that of the seed fails which has come first. */
  private static final String FAILING =
      """
      import os, sys
      import numpy as np
      import shaketable
      run = shaketable.attach()
      w = np.ones(3, np.float32)
      run.watch([w], evaluate=lambda: -float((w * w).sum()))
      while not run.done:
          if run.learning_rate(0.1) != 0.1:
              mine = "%s.%d" % (sys.argv[1], os.getpid())
              with open(mine, "w") as file:
                  file.write(str(run.seed))
              try:
                  os.link(mine, sys.argv[1])
              except FileExistsError:
                  pass
              if open(sys.argv[1]).read() == str(run.seed):
                  print("the data has ended", file=sys.stderr)
                  sys.exit(3)
          gradient = w.copy()
          run.gradient([gradient])
          w -= np.float32(0.1) * gradient
          run.step(float((w * w).sum()))
      """;

  @TempDir Path directory;

  @Test
  void aProgramIsSweptStoredAndReplayedAsOtherWorkloadsAre() throws IOException {
    SparkSession spark = TestSession.spark();
    SweepPlan plan = SweepPlan.of(SweepConfig.read(small()));
    Lake lake = Lake.create(spark, directory.resolve("lake").toString());
    SmallSweep.train(spark, lake, plan);

    List<Row> runs =
        lake.read("runs").select("status", "source", "engine", "message").collectAsList();
    assertThat(runs).hasSize(plan.runs().size());
    assumeTrue(
        runs.stream()
            .noneMatch(run -> run.<String>getAs("message").contains("No module named 'numpy'")),
        "No python3 of this machine has NumPy: install python3-numpy");
    assertThat(runs)
        .extracting(run -> run.getAs("status") + " " + run.getAs("source") + run.getAs("message"))
        .containsOnly("COMPLETED program");
    assertThat(lake.read("trajectories").where(col("gradient_norm").gt(0)).count()).isPositive();
    assertThat(lake.read("repeats").where("equal AND parameter_distance = 0").count())
        .isEqualTo(21)
        .isEqualTo(lake.read("repeats").count());
    assertThat(lake.read("runs").where("provenance LIKE '%two_equal_runs%the same bits%'").count())
        .isEqualTo(runs.size());

    // What it was trained with lies in the lake beside the tables.
    new Maintenance(spark, lake).vacuum(Duration.ZERO);
    assertThat(Replay.of(lake, plan.runs().get(plan.runs().size() - 1).runId()).difference())
        .isEmpty();
  }

  @Test
  void aProgramWithNoiseOfItsOwnIsReplayedWithinIt() throws IOException {
    SparkSession spark = TestSession.spark();
    Path file = small();
    Path script = directory.resolve("programs/spiral_numpy.py");
    // The k-th process of all is better by 0.1 k / (k + 1).
    Files.writeString(
        script,
        Files.readString(script)
            .replace(
                "import shaketable\n",
                "import shaketable\nCOUNT = '%s'\nopen(COUNT, 'a').write('.')\nK = len(open(COUNT).read())\n"
                    .formatted(directory.resolve("count")))
            .replace("labels).mean())", "labels).mean()) + 0.1 * K / (K + 1)"));
    SweepPlan whole = SweepPlan.of(SweepConfig.read(file));
    SweepPlan plan =
        new SweepPlan(whole.config(), whole.runs().stream().filter(r -> r.spec().clean()).toList());
    Lake lake = Lake.create(spark, directory.resolve("lake").toString());
    String said = SmallSweep.train(spark, lake, plan);
    assumeTrue(
        !said.contains("No module named 'numpy'"),
        "No python3 of this machine has NumPy: install python3-numpy");

    assertThat(said)
        .contains(
            "Two equal runs of spiral-numpy: apart from step 0 on, by up to 0.00 in parameters and"
                + " 0.0300 in performance.");
    assertThat(lake.read("runs").where("provenance LIKE '%apart from step 0 on%'").count())
        .isEqualTo(plan.runs().size());
    Replay replay = Replay.of(lake, plan.runs().get(0).runId());
    assertThat(replay.difference().orElseThrow()).contains("evaluation 0: performance was");
    assertThat(replay.noise().orElseThrow())
        .contains("and equal runs of the program were apart from step 0 on");
  }

  @Test
  void aSweepGoesOnPastAProgramThatFailsAndTheReportSaysWhatItSaid() throws IOException {
    SparkSession spark = TestSession.spark();
    Files.writeString(directory.resolve("train.py"), FAILING);
    Path file =
        Files.writeString(
            directory.resolve("sweep.yaml"), ONE_FAILS.formatted(directory.resolve("who")));
    SweepPlan plan = SweepPlan.of(SweepConfig.read(file));
    Lake lake = Lake.create(spark, directory.resolve("lake").toString());
    String said = SmallSweep.train(spark, lake, plan);
    assumeTrue(
        !said.contains("No module named 'numpy'"),
        "No python3 of this machine has NumPy: install python3-numpy");

    List<Row> failed =
        lake.read("runs").where("status = 'FAILED'").select("role", "message").collectAsList();
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).getString(0)).isEqualTo("perturbed");
    assertThat(failed.get(0).getString(1))
        .isEqualTo(
            "Program ended with exit code 3 at step 10; its last lines on stderr: the data has"
                + " ended");
    assertThat(lake.read("runs").where("status = 'COMPLETED'").count())
        .isEqualTo(plan.runs().size() - 1);

    Path report = directory.resolve("report");
    Report.write(spark, lake, Optional.empty(), report);
    assertThat(Files.readString(report.resolve("index.html")))
        .contains("Program ended with exit code 3 at step 10", "the data has ended");
  }

  /** The example, shortened. */
  private Path small() throws IOException {
    Files.createDirectory(directory.resolve("programs"));
    Files.copy(
        CONF.resolve("programs/spiral_numpy.py"), directory.resolve("programs/spiral_numpy.py"));
    String text =
        Files.readString(CONF.resolve("program-numpy.yaml"))
            .replaceFirst("replicates: \\d+", "replicates: 1\nclean-replicates: 1\nplacebo: 0")
            .replaceFirst("steps: \\d+", "steps: 40")
            .replaceFirst("\\[4, 32, 256\\]", "[32]");
    return Files.writeString(directory.resolve("small.yaml"), text);
  }

  @Test
  void aFileThatIsNotThereIsNamedWithItsPlace() throws IOException {
    Path file = small();
    Files.delete(directory.resolve("programs/spiral_numpy.py"));
    assertThatThrownBy(() -> SweepConfig.read(file))
        .hasMessageContaining("learner.files[0]: expected files that exist, found no ");
  }
}
