package org.shaketable.jobs.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.StopReason;
import org.shaketable.analytics.table.WorkloadRow;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.sweep.SmallSweep;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.run.Arm;
import org.shaketable.training.run.Placebo;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Stop;

class RunRowsTest {
  private static final RunSpec CLEAN = SmallSweep.plan(SmallSweep.YAML).runs().get(0).spec();
  private static final RunSpec OF_A_LANGUAGE_MODEL =
      SmallSweep.plan(
              """
              sweep: words
              seed: 1
              replicates: 1
              clean-replicates: 1
              placebo: 0
              evaluations: 10
              workloads:
                words:
                  task: {text: markov}
                  learner:
                    algorithm: pretraining
                    steps: 20
                    network: {layers: 1, width: 16, heads: 2, context: 16}
              """)
          .runs()
          .get(0)
          .spec();

  private static RunRow row(RunSpec spec, Run run) {
    return RunRows.of(
        "small", "own", "twin", spec, Specs.json(spec), Ending.of(run, "{}", "digest"));
  }

  private static RunRow stopped(RunSpec spec, Stop stop) {
    return row(spec, Run.stopped(spec, stop, "why", 1));
  }

  @Test
  void aRunThatIsKickedInfinitesimallyIsOfNoCondition() {
    RunRow row = stopped(CLEAN.with(Arm.INFINITESIMAL), Stop.NONE);

    assertThat(row.role()).isEqualTo(Role.INFINITESIMAL);
    assertThat(row.twinRunId()).isEqualTo("twin");
    assertThat(row.dimension()).isNull();
    assertThat(row.family()).isNull();
    assertThat(row.magnitude()).isZero();
    assertThat(row.exposures()).hasSize(1);
    assertThat(row.exposures().get(0).magnitude()).isEqualTo(1e-6);
    assertThat(row.onsetStep()).isZero();
  }

  @Test
  void aPlaceboStandsBesideTheSchedulesOfACondition() {
    Schedule pulse = new Schedule.Pulse(Moment.parse("40%"), Moment.parse("20%"));
    Schedule later = new Schedule.Pulse(Moment.parse("50%"), Moment.parse("30%"));

    RunRow row = stopped(CLEAN.with(new Placebo(List.of(pulse, later))), Stop.NONE);

    assertThat(row.role()).isEqualTo(Role.PLACEBO);
    assertThat(row.twinRunId()).isEqualTo("twin");
    assertThat(row.exposures()).isEmpty();
    assertThat(row.family()).isNull();
    assertThat(row.schedule()).isEqualTo("pulse(40%, 20%)+pulse(50%, 30%)");
    assertThat(row.onsetStep()).isEqualTo(24);
    assertThat(row.endStep()).isEqualTo(48);
  }

  @Test
  void aCleanRunHasNoTwinAndNoOnset() {
    RunRow row = stopped(CLEAN, Stop.NONE);

    assertThat(row.role()).isEqualTo(Role.CLEAN);
    assertThat(row.twinRunId()).isNull();
    assertThat(row.schedule()).isEqualTo("none");
    assertThat(row.onsetStep()).isNull();
    assertThat(row.endStep()).isNull();
  }

  @Test
  void whatStoppedARunIsAWordOfItsOwn() {
    assertThat(stopped(CLEAN, Stop.NONE).stop()).isNull();
    assertThat(stopped(CLEAN, Stop.TIME_LIMIT).stop()).isEqualTo(StopReason.TIME_LIMIT);
    assertThat(stopped(CLEAN, Stop.MEMORY).stop()).isEqualTo(StopReason.MEMORY);
    assertThat(stopped(CLEAN, Stop.TWIN).stop()).isEqualTo(StopReason.TWIN);
  }

  @Test
  void aLossIsRecordedAsTheLossThatItIs() {
    WorkloadRow classifier = WorkloadRows.of("small", CLEAN.workload());
    WorkloadRow model = WorkloadRows.of("words", OF_A_LANGUAGE_MODEL.workload());
    Ending ending =
        new Ending(RunStatus.COMPLETED, "", null, 20, 11, -1.5, 1, "", Double.NaN, "{}", null);

    assertThat(classifier.performanceDirection()).isEqualTo(Direction.HIGHER);
    assertThat(model.performanceDirection()).isEqualTo(Direction.LOWER);
    assertThat(
            RunRows.of("words", "own", "own", OF_A_LANGUAGE_MODEL, "{}", ending).finalPerformance())
        .isEqualTo(1.5);
    assertThat(RunRows.of("small", "own", "own", CLEAN, "{}", ending).finalPerformance())
        .isEqualTo(-1.5);
  }
}
