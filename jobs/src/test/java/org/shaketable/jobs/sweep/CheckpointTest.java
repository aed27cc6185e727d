package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.HostilePaths;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.analyze.PathBarriers;
import org.shaketable.jobs.lake.Checkpoints;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.training.run.Observer;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Twin;

/** Parameters that a sweep keeps, what starts from them, and the paths between them. */
class CheckpointTest {
  private static final String YAML =
      """
      sweep: kept
      seed: 3
      replicates: 2
      clean-replicates: 2
      placebo: 0
      evaluations: 10
      checkpoint: every 4 evaluations
      workloads:
        text:
          task: {text: markov, symbols: 4, order: 1, sharpness: 1.5, train: 400, validation: 200}
          learner:
            algorithm: pretraining
            steps: 20
            batch-size: 4
            network: {layers: 1, width: 16, heads: 2, context: 8}
      perturbations:
        - family: weight-noise
          magnitudes: [0.2]
      """;

  private static final String CONTINUED =
      """
      sweep: continued
      seed: 3
      replicates: 1
      clean-replicates: 1
      placebo: 0
      evaluations: 10
      workloads:
        tuned:
          task: {text: markov, symbols: %d, order: 1, seed: 2, train: 400, validation: 200}
          learner:
            algorithm: fine-tuning
            steps: 10
            start: {lake: %s, run-id: %s, evaluation: %d}
      """;

  private final SparkSession spark = TestSession.spark();
  private final SweepPlan plan = SmallSweep.plan(YAML);
  @TempDir Path directory;

  /** One lake for all: making lakes takes most of the time. */
  @Test
  void parametersAreKeptExactlyOnceAndFineTuningAndBarriersStartFromThem() {
    Lake lake = Lake.create(spark, HostilePaths.folder(directory).resolve("lake").toString());
    Staging staging = new Staging(spark, lake, plan.sweep());
    staging.createCheckpoints();
    long wave = staging.nextWave();
    staging.train(wave, List.of(List.of(TwinTask.of(plan.runs()).get(0))), trainer());
    staging.appendTrajectories(staging.staged(wave), wave);
    staging.appendCheckpoints(staging.staged(wave), wave);

    SmallSweep.train(spark, lake, plan);

    assertThat(lake.read("checkpoints").count()).isEqualTo(4 * 3);
    assertThat(lake.read("checkpoints").select("run_id", "evaluation").distinct().count())
        .isEqualTo(4 * 3);
    assertThat(evaluations(lake)).containsExactly(4, 8, 10);
    assertKeptAreTheRunsOwn(lake);
    assertDigestsAreThoseWithoutCheckpoints(lake);
    assertFineTuningStartsThere(lake);
    assertBarriers(lake);
  }

  private Trainer trainer() {
    return new Trainer(
        plan.sweep(),
        Provenance.here(),
        new TimeLimit(60),
        Tallies.register(spark.sparkContext(), List.of()),
        plan.config().checkpointing(),
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(CheckpointStarts.of(spark, plan.config().workloads())),
        ProgramFiles.NONE,
        BroughtFiles.of(
            JavaSparkContext.fromSparkContext(spark.sparkContext()), plan.config().workloads()),
        GpuUse.of(spark.sparkContext()));
  }

  private static List<Integer> evaluations(Lake lake) {
    return lake
        .read("checkpoints")
        .select("evaluation")
        .distinct()
        .sort("evaluation")
        .collectAsList()
        .stream()
        .map(row -> row.getInt(0))
        .toList();
  }

  private PlannedRun clean() {
    return plan.runs().stream().filter(run -> run.spec().clean()).findFirst().orElseThrow();
  }

  private void assertKeptAreTheRunsOwn(Lake lake) {
    PlannedRun run = clean();
    var kept = Checkpoints.row(lake, run.runId(), 8);
    Observer same =
        (evaluation, trainee) -> {
          if (evaluation == 8) {
            assertThat(kept.values()).isEqualTo(trainee.parameters());
            assertThat(kept.step()).isEqualTo(trainee.step());
            assertThat(Checkpoints.layout(kept)).isEqualTo(trainee.layout());
          }
        };
    assertThat(Twin.of(run.spec(), same).run().message()).isEmpty();
  }

  private void assertDigestsAreThoseWithoutCheckpoints(Lake lake) {
    for (Row row : lake.read("runs").select("run_id", "trajectory_digest").collectAsList()) {
      RunSpec spec =
          plan.runs().stream()
              .filter(run -> run.runId().equals(row.getString(0)))
              .findFirst()
              .orElseThrow()
              .spec();
      Twin twin = Twin.of(spec);
      assertThat((spec.clean() ? twin.run() : twin.train(spec)).digest())
          .isEqualTo(row.getString(1));
    }
  }

  private void assertFineTuningStartsThere(Lake lake) {
    String there = HostilePaths.quoted(HostilePaths.folder(directory).resolve("lake"));
    SweepPlan next = SmallSweep.plan(CONTINUED.formatted(4, there, clean().runId(), 8));
    SweepPlan one = new SweepPlan(next.config(), next.runs().subList(0, 1));
    assertThat(CheckpointStarts.resolved(spark, one).runs()).hasSize(1);
    SmallSweep.train(spark, lake, next);
    Row run =
        lake.read("runs")
            .where("sweep = 'continued'")
            .select("status", "message", "run_id")
            .first();
    assertThat(run.getString(0)).as(run.getString(1)).isEqualTo("COMPLETED");
    assertThat(Replay.of(lake, run.getString(2)).difference()).isEmpty();

    SweepPlan strange = SmallSweep.plan(CONTINUED.formatted(9, there, clean().runId(), 8));
    assertThat(CheckpointStarts.resolved(spark, strange).runs()).hasSize(1);
    assertThat(
            Twin.of(CheckpointStarts.resolved(spark, strange).runs().get(0).spec()).run().message())
        .isEqualTo(
            "Invalid start: expected texts of the 4 symbols that the checkpoint's model knows,"
                + " found 9 symbols in all");
    SweepPlan absent = SmallSweep.plan(CONTINUED.formatted(4, there, clean().runId(), 7));
    assertThatThrownBy(() -> SmallSweep.train(spark, lake, absent))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Invalid evaluation: expected one of run %s that lake %s keeps (4, 8, 10), found 7"
                .formatted(clean().runId(), lake));
  }

  private void assertBarriers(Lake lake) {
    List<Row> rows =
        PathBarriers.of(lake, "kept").select("evaluation", "barrier", "losses").collectAsList();
    assertThat(rows).hasSize(2 * 3);
    for (Row row : rows) {
      List<Double> losses = row.getList(2);
      assertThat(losses).hasSize(11);
      double rise = 0;
      for (int i = 0; i < 11; i++) {
        double line = losses.get(0) + (losses.get(10) - losses.get(0)) * i / 10;
        rise = Math.max(rise, losses.get(i) - line);
      }
      assertThat(row.getDouble(1)).isCloseTo(rise, within(1e-12));
    }
  }
}
