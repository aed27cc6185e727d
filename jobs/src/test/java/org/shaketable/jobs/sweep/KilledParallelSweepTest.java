package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.shaketable.jobs.cluster.LaneFiles;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;

/** A sweep of data-parallel runs as a process of its own, killed with -9 in the middle of one. */
@Tag("submitted")
class KilledParallelSweepTest {
  private static final String YAML =
      """
      sweep: parallel
      seed: 3
      replicates: 3
      clean-replicates: 3
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
      perturbations:
        - {family: stale-worker, magnitudes: [2]}
      """;

  @TempDir Path directory;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void aKilledSweepGoesOnToTheBitsOfOneThatWasNot() throws Exception {
    Path config = Files.writeString(directory.resolve("sweep.yaml"), YAML);
    Path killed = directory.resolve("killed");
    ChildProcess child =
        ChildProcess.startIn(
            List.of(),
            directory.resolve("said"),
            "sweep",
            config.toString(),
            "--lake",
            killed.toString(),
            "--master",
            "local[2]");
    while (LaneFiles.of(killed, "parallel", "averaged") == 0) {
      assertThat(child.process().isAlive()).as(child::said).isTrue();
      Thread.sleep(20);
    }
    child.process().destroyForcibly().waitFor();

    SweepPlan plan = SweepPlan.of(SweepConfig.read(config));
    Lake lake = Lake.open(TestSession.spark(), killed.toString());
    assertThat(lake.runIds("parallel")).hasSizeLessThan(plan.runs().size());
    assertThat(SmallSweep.train(TestSession.spark(), lake, plan)).contains(" 0 failed.");

    Lake whole = Lake.create(TestSession.spark(), directory.resolve("whole").toString());
    SmallSweep.train(TestSession.spark(), whole, plan);
    assertThat(Digests.of(lake)).hasSize(plan.runs().size()).isEqualTo(Digests.of(whole));
  }
}
