package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.analytics.table.RunStabilityRow;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.analyze.Analysis;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.RewardNoise;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Twin;

class SweepJobTest {
  private final SparkSession spark = TestSession.spark();
  private final SweepPlan plan = SmallSweep.plan(SmallSweep.YAML);
  @TempDir Path directory;

  private Lake lake() {
    return Lake.create(spark, directory.resolve("lake").toString());
  }

  private static List<RunRow> runs(Lake lake) {
    RecordCodec<RunRow> codec = RecordCodec.of(RunRow.class);
    return lake.read("runs").collectAsList().stream().map(codec::record).toList();
  }

  private void assertComplete(Lake lake) {
    assertThat(runs(lake))
        .extracting(RunRow::runId)
        .containsExactlyInAnyOrderElementsOf(plan.runs().stream().map(PlannedRun::runId).toList());
    assertThat(lake.read("trajectories").count()).isEqualTo(plan.runs().size() * 11L);
    assertThat(lake.read("trajectories").select("run_id", "evaluation").distinct().count())
        .isEqualTo(plan.runs().size() * 11L);
  }

  /** One lake for all that follows on a finished sweep: making lakes takes most of the time. */
  @Test
  void aSweepTrainsEveryRunOnceWithItsBitsAndWhatFollowsTrainsNoneAgain() {
    Lake lake = lake();

    String first = SmallSweep.train(spark, lake, plan);
    String second = SmallSweep.train(spark, lake, plan);

    assertThat(first)
        .contains(
            "To train: 12 runs; the lake has 0 of 12.", "Trained 12 runs in ", "12 / 12 runs");
    assertThat(second)
        .isEqualToIgnoringNewLines("Nothing to train: lake " + lake + " has all 12 runs.");
    assertComplete(lake);
    assertThat(directory.resolve("lake/_staging/small")).isEmptyDirectory();
    assertSameBitsAlone(lake);
    assertRowsTellWhatWasRun(runs(lake));
    assertChangedSettingsAreRefused(lake);
    assertMoreReplicatesTrainOnlyTheNewOnes(lake);
    assertPlacebosAndFurtherCleanRunsTrainOnlyThemselves(lake);
    assertPlacebosAreJudgedAsPlacebos(lake);
  }

  private void assertSameBitsAlone(Lake lake) {
    Map<String, String> digests =
        runs(lake).stream().collect(Collectors.toMap(RunRow::runId, RunRow::trajectoryDigest));
    for (PlannedRun planned : plan.runs()) {
      Twin twin = Twin.of(planned.spec());
      Run alone = planned.spec().clean() ? twin.run() : twin.train(planned.spec());
      assertThat(digests).containsEntry(planned.runId(), alone.digest());
    }
  }

  private void assertMoreReplicatesTrainOnlyTheNewOnes(Lake lake) {
    String said =
        SmallSweep.train(
            spark,
            lake,
            SmallSweep.plan(SmallSweep.YAML.replace("replicates: 3", "replicates: 4")));

    assertThat(said)
        .contains("To train: 4 runs; the lake has 12 of 16.")
        .contains("by the median time of 12 runs of this sweep");
  }

  private void assertPlacebosAndFurtherCleanRunsTrainOnlyThemselves(Lake lake) {
    SweepPlan trial =
        SmallSweep.plan(
            SmallSweep.YAML
                .replace("clean-replicates: 3\nplacebo: 0", "clean-replicates: 5\nplacebo: 2")
                .replace("\nreplicates: 3", "\nreplicates: 4"));
    long placebos = trial.counts().placebos();
    assertThat(placebos).isPositive();

    assertThat(SmallSweep.train(spark, lake, trial))
        .contains(
            "To train: %d runs; the lake has 16 of %d.".formatted(placebos + 1, placebos + 17));

    Map<String, PlannedRun> planned =
        trial.runs().stream().collect(Collectors.toMap(PlannedRun::runId, run -> run));
    assertThat(runs(lake))
        .filteredOn(row -> row.role() == Role.PLACEBO)
        .hasSize((int) placebos)
        .allSatisfy(
            row -> {
              PlannedRun run = planned.get(row.runId());
              assertThat(row.twinRunId()).isEqualTo(run.twinRunId());
              assertThat(row.schedule()).isEqualTo(run.spec().placebo().toString());
              assertThat(row.family()).isNull();
              assertThat(row.trajectoryDigest())
                  .isEqualTo(Twin.of(run.spec()).train(run.spec()).digest());
            });
    assertThat(runs(lake)).filteredOn(row -> row.role() == Role.CLEAN).hasSize(5);
  }

  private static void assertPlacebosAreJudgedAsPlacebos(Lake lake) {
    Analysis.run(lake, Optional.of("small"), new AnalyticsSettings(1, 200, 0.95));

    Map<String, Role> judged =
        lake.read("run_stability").collectAsList().stream()
            .map(RecordCodec.of(RunStabilityRow.class)::record)
            .collect(Collectors.toMap(RunStabilityRow::runId, RunStabilityRow::role));
    Map<String, Role> shaken =
        runs(lake).stream()
            .filter(row -> row.role() != Role.CLEAN)
            .collect(Collectors.toMap(RunRow::runId, RunRow::role));
    assertThat(shaken).containsValues(Role.PERTURBED, Role.PLACEBO);
    assertThat(judged).isEqualTo(shaken);
  }

  private void assertChangedSettingsAreRefused(Lake lake) {
    SweepPlan changed = SmallSweep.plan(SmallSweep.YAML.replace("batch-size: 16", "batch-size: 8"));

    assertThatThrownBy(() -> SmallSweep.train(spark, lake, changed))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot continue sweep small: lake %s has runs of workload blobs with other settings"
                + " (learner.batch-size: 16 there, 8 here); rename the sweep or the workload, or"
                + " give another lake with --lake",
            lake);
  }

  private static void assertRowsTellWhatWasRun(List<RunRow> rows) {
    assertThat(rows)
        .filteredOn(row -> row.family() == null)
        .hasSize(3)
        .allSatisfy(
            row -> {
              assertThat(row.dimension()).isNull();
              assertThat(row.twinRunId()).isNull();
              assertThat(row.schedule()).isEqualTo("none");
              assertThat(row.onsetStep()).isNull();
              assertThat(row.realisedMagnitude()).isNaN();
            });
    assertThat(rows)
        .filteredOn(row -> "gradient-noise".equals(row.family()))
        .hasSize(6)
        .allSatisfy(
            row -> {
              assertThat(row.dimension()).isEqualTo("OPTIMIZATION");
              assertThat(rows).extracting(RunRow::runId).contains(row.twinRunId());
              assertThat(row.schedule()).isEqualTo("pulse(50%, 20%)");
              assertThat(row.onsetStep()).isEqualTo(30);
              assertThat(row.endStep()).isEqualTo(42);
              assertThat(row.realisedMagnitude()).isCloseTo(row.magnitude(), offset(row));
              assertThat(row.evaluations()).isEqualTo(11);
              assertThat(row.provenance()).contains("\"engine\":\"vector\"", "\"java\":\"17");
            });
  }

  private static org.assertj.core.data.Offset<Double> offset(RunRow row) {
    return org.assertj.core.data.Offset.offset(0.2 * row.magnitude());
  }

  @Test
  void whatAKilledSweepHadFinishedIsKept() {
    Lake lake = lake();
    Staging staging = new Staging(spark, lake, plan.sweep());
    staging.train(staging.nextWave(), twoTasks(), trainer());

    String said = SmallSweep.train(spark, lake, plan);

    assertThat(said)
        .contains("Recovered the runs that an interrupted sweep had finished.")
        .contains("To train: 4 runs; the lake has 8 of 12.");
    assertComplete(lake);
  }

  @Test
  void aKillBetweenTheTwoTablesLeavesEveryRunOnce() {
    Lake lake = lake();
    Staging staging = new Staging(spark, lake, plan.sweep());
    long wave = staging.nextWave();
    staging.train(wave, twoTasks(), trainer());
    staging.appendTrajectories(staging.staged(wave), wave);

    SmallSweep.train(spark, lake, plan);

    assertComplete(lake);
  }

  @Test
  void aKillBeforeTheFilesAreDeletedLeavesEveryRunOnce() {
    Lake lake = lake();
    Staging staging = new Staging(spark, lake, plan.sweep());
    long wave = staging.nextWave();
    staging.train(wave, twoTasks(), trainer());
    staging.appendTrajectories(staging.staged(wave), wave);
    staging.appendRuns(staging.staged(wave), wave);

    SmallSweep.train(spark, lake, plan);

    assertComplete(lake);
  }

  /** Trains a task in each of two waves, and tells their numbers. */
  private List<Long> twoWaves(Staging staging) {
    long first = staging.nextWave();
    staging.train(first, twoTasks().subList(0, 1), trainer());
    staging.train(first + 1, twoTasks().subList(1, 2), trainer());
    return List.of(first, first + 1);
  }

  /** Short waves go into the tables together, under the number of the last. */
  @Test
  void aKillBetweenTheTransactionsOfTwoWavesLeavesEveryRunOnce() {
    Lake lake = lake();
    Staging staging = new Staging(spark, lake, plan.sweep());
    List<Long> both = twoWaves(staging);
    staging.appendTrajectories(staging.staged(both), both.get(1));

    SmallSweep.train(spark, lake, plan);

    assertComplete(lake);
  }

  @Test
  void twoWavesThatAreCommittedTogetherAreBothInTheTables() {
    Lake lake = lake();
    Staging staging = new Staging(spark, lake, plan.sweep());
    List<Long> both = twoWaves(staging);

    staging.commit(both);

    int trained = twoTasks().stream().flatMap(List::stream).mapToInt(TwinTask::runs).sum();
    assertThat(lake.read("runs").select("run_id").distinct().count()).isEqualTo(trained);
    assertThat(lake.read("runs").count()).isEqualTo(trained);
    assertThat(staging.waves()).isEmpty();
    assertThat(staging.nextWave()).isEqualTo(both.get(1) + 1);
    SmallSweep.train(spark, lake, plan);
    assertComplete(lake);
  }

  /** As speculation does it, and a retry whose first attempt had written its file. */
  @Test
  void tasksThatAreRunTwiceLeaveEveryRunOnce() {
    Lake lake = lake();
    Staging staging = new Staging(spark, lake, plan.sweep());
    long wave = staging.nextWave();
    List<List<TwinTask>> twice = new ArrayList<>(twoTasks());
    twice.addAll(twoTasks());
    staging.train(wave, twice, trainer());
    staging.commit(wave);

    SmallSweep.train(spark, lake, plan);

    assertComplete(lake);
  }

  private List<List<TwinTask>> twoTasks() {
    return TwinTask.of(plan.runs()).subList(0, 2).stream().map(List::of).toList();
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

  @Test
  void aRunThatCannotStartIsARow() {
    Lake lake = lake();
    RunSpec clean = plan.runs().get(0).spec();
    // The configuration refuses this; a stored plan of another version may still have it.
    RunSpec rewardless =
        new RunSpec(
            clean.workload(),
            clean.stochasticity(),
            List.of(new Exposure(new RewardNoise(1), new Schedule.Always())),
            clean.seed(),
            clean.replicate());
    SweepPlan impossible =
        new SweepPlan(
            plan.config(),
            List.of(PlannedRun.of("small", clean), PlannedRun.of("small", rewardless)));

    String said = SmallSweep.train(spark, lake, impossible);

    assertThat(said).contains("1 failed");
    assertThat(runs(lake))
        .filteredOn(row -> row.status() == RunStatus.FAILED)
        .hasSize(1)
        .allSatisfy(
            row -> {
              assertThat(row.message()).contains("reward-noise");
              assertThat(row.evaluations()).isZero();
              assertThat(row.finalPerformance()).isNaN();
            });
  }
}
