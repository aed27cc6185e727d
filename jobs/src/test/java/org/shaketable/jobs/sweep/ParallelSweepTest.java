package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.Source;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.training.averaging.Averaging;
import org.shaketable.training.run.Twin;

/** Data-parallel runs by DL4J's parameter averaging, beside runs of the fan-out. */
class ParallelSweepTest {
  private static final List<String> FAMILIES =
      List.of(
          "stale-worker", "dropped-workers", "average-noise", "corrupt-worker", "skewed-workers");

  private static final String YAML =
      """
      sweep: parallel
      seed: 3
      replicates: 1
      clean-replicates: 1
      placebo: 0
      evaluations: 10
      workloads:
        moons:
          task: {data: csv, path: ../conf/data/moons.csv, label: moon, test: 0.3}
          learner:
            algorithm: data-parallel
            workers: 4
            averaging-frequency: 2
            steps: 20
            batch-size: 8
            network: {dl4j: ../conf/data/moons-network.json}
        blobs:
          task: {data: blobs, train: 100, test: 50}
          learner: {algorithm: classification, steps: 20, batch-size: 16, network: {hidden: [8], activation: tanh}}
      perturbations:
      """
          + FAMILIES.stream()
              .map(family -> "  - {family: %s, magnitudes: [%d]}\n".formatted(family, 1))
              .collect(Collectors.joining());

  private final SparkSession spark = TestSession.spark();
  @TempDir Path directory;

  private SweepConfig config() throws Exception {
    return SweepConfig.read(Files.writeString(directory.resolve("sweep.yaml"), YAML));
  }

  @Test
  void dataParallelRunsAreShakenReplayedAndGoneOnWith() throws Exception {
    Lake lake = Lake.create(spark, directory.resolve("lake").toString());
    SweepPlan plan = SweepPlan.of(config());

    String said = SmallSweep.train(spark, lake, plan);

    assertThat(said).contains("Trained 7 runs in ", " 0 failed.");
    Map<String, RunRow> runs = byFamily(lake);
    RunRow clean = runs.get("none");
    assertThat(clean.source()).isEqualTo(Source.DATA_PARALLEL);
    for (String family : FAMILIES) {
      RunRow run = runs.get(family);
      assertThat(run.status()).as(run.message()).isEqualTo(RunStatus.COMPLETED);
      assertThat(run.steps()).isEqualTo(20);
      assertThat(run.twinRunId()).isEqualTo(clean.runId());
      assertThat(run.trajectoryDigest()).as(family).isNotEqualTo(clean.trajectoryDigest());
    }
    assertThat(runs.get("dropped-workers").realisedMagnitude()).isEqualTo(1);
    assertThat(Replay.of(lake, runs.get("stale-worker").runId()).difference()).isEmpty();
    assertThat(SmallSweep.train(spark, lake, plan)).startsWith("Nothing to train");
    assertThat(
            lake.root()
                .getFileSystem(spark.sparkContext().hadoopConfiguration())
                .exists(new org.apache.hadoop.fs.Path(lake.root(), "_staging/parallel/lane/0")))
        .isFalse();
  }

  private static Map<String, RunRow> byFamily(Lake lake) {
    RecordCodec<RunRow> codec = RecordCodec.of(RunRow.class);
    return lake.read("runs").where("workload = 'moons'").collectAsList().stream()
        .map(codec::record)
        .collect(
            Collectors.toMap(
                run -> run.family() == null ? "none" : run.family(), Function.identity()));
  }

  @Test
  void withoutADriverThereIsNobodyToAverage() throws Exception {
    var clean = config().specs().filter(spec -> spec.workload().name().equals("moons")).findFirst();

    assertThat(Twin.alone(clean.orElseThrow()).message())
        .startsWith("Cannot train data-parallel here: expected the driver of Spark");
    assertThatThrownBy(Averaging::here).isInstanceOf(IllegalArgumentException.class);
  }
}
