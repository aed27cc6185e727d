package org.shaketable.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * DL4J models and data-parallel trainings on a master and two workers. Data and models are named
 * from the driver's working directory, which no executor works in: they see what Spark brings them.
 */
@Tag("submitted")
class DataParallelOnAClusterTest {
  private static final Duration LONG = Duration.ofMinutes(15);

  private static final String YAML =
      """
      sweep: parallel
      seed: 3
      replicates: 4
      clean-replicates: 4
      placebo: 0
      evaluations: 10
      workloads:
        averaged:
          task: {data: csv, path: ../conf/data/moons.csv, label: moon, test: 0.3}
          learner:
            algorithm: data-parallel
            workers: 2
            averaging-frequency: 2
            steps: 60
            batch-size: 8
            network: {dl4j: ../conf/data/moons-network.json}
        alone:
          task: {data: csv, path: ../conf/data/moons.csv, label: moon, test: 0.3}
          learner: {algorithm: dl4j, steps: 20, batch-size: 8, network: {dl4j: ../conf/data/moons-network.json}}
      perturbations:
        - {family: weight-noise, magnitudes: [0.1]}
      """;

  @TempDir Path directory;

  @Test
  @Timeout(value = 40, unit = TimeUnit.MINUTES)
  void aKilledDriverAndAKilledExecutorLeaveTheBitsOfOneProcess() throws Exception {
    Path config = Files.writeString(directory.resolve("sweep.yaml"), YAML);
    SweepPlan plan = SweepPlan.of(SweepConfig.read(config));
    Lake here = Lake.create(TestSession.spark(), directory.resolve("here").toString());
    SmallSweep.train(TestSession.spark(), here, plan);

    Path there = directory.resolve("there");
    String[] words = {"sweep", config.toString(), "--lake", there.toString()};
    try (StandaloneCluster cluster = new StandaloneCluster(directory.resolve("cluster"), 2)) {
      Program first = cluster.submit(List.of("spark.executor.memory=600m"), words);
      awaitLane(there, first, 1);
      first.kill();
      Program second = cluster.submit(List.of("spark.executor.memory=600m"), words);
      awaitLane(there, second, 2);
      cluster.executors().get(0).destroyForcibly();
      assertThat(second.exit(LONG)).as(second.said()).isZero();
      assertThat(second.said()).doesNotContain("Warning: DL4J");
    }
    assertThat(Digests.of(Lake.open(TestSession.spark(), there.toString())))
        .hasSize(plan.runs().size())
        .isEqualTo(Digests.of(here));
  }

  /** Until so many twins of the driver's lane, of four, are in the lake, each with its runs. */
  private static void awaitLane(Path lake, Program driver, int twins) throws Exception {
    while (LaneFiles.of(lake, "parallel", "averaged") < twins) {
      assertThat(driver.alive()).as(driver::said).isTrue();
      Thread.sleep(20);
    }
  }
}
