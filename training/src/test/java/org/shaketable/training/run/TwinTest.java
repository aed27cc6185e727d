package org.shaketable.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.InputNoise;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.SignalFlip;
import org.shaketable.perturbation.WeightNoise;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.workload.Engine;

class TwinTest {
  private static final List<Perturbation> DISTURBANCES =
      List.of(new GradientNoise(2), new InputNoise(0.5), new WeightNoise(0.1), new SignalFlip(0.3));

  private static final List<Schedule> SCHEDULES =
      List.of(
          new Schedule.Always(),
          new Schedule.Pulse(Moment.parse("50%"), Moment.parse("20%")),
          new Schedule.OneShot(Moment.parse("7 evaluations")));

  static Stream<Arguments> exposures() {
    return DISTURBANCES.stream()
        .flatMap(p -> SCHEDULES.stream().map(schedule -> Arguments.of(new Exposure(p, schedule))));
  }

  @ParameterizedTest
  @MethodSource("exposures")
  void untilItsOnsetAPerturbedRunIsItsTwinBitForBit(Exposure exposure) {
    RunSpec spec = Specs.perturbed(Engine.VECTOR, exposure);
    Twin twin = Twin.of(spec);
    Run perturbed = twin.train(spec);
    long onset = exposure.schedule().onset(spec.workload().horizon());
    for (Evaluation evaluation : perturbed.trajectory()) {
      Evaluation reference = twin.run().trajectory().get(evaluation.index());
      if (evaluation.step() <= onset) {
        assertThat(evaluation).isEqualTo(reference);
        assertThat(evaluation.parameterDistance()).isZero();
        assertThat(evaluation.functionDistance()).isZero();
      } else {
        assertThat(evaluation.parameterDistance()).isPositive();
        assertThat(evaluation.functionDistance()).isPositive();
      }
    }
    assertThat(perturbed.realisedMagnitude())
        .isCloseTo(exposure.perturbation().magnitude(), withPercentage(40));
  }

  @ParameterizedTest
  @EnumSource(names = "PROGRAM", mode = EnumSource.Mode.EXCLUDE)
  void theSameSpecGivesTheSameBitsAgain(Engine engine) {
    RunSpec spec = Specs.perturbed(engine, new Exposure(new GradientNoise(1), SCHEDULES.get(1)));
    Run once = Twin.of(spec).train(spec);
    Run again = Twin.of(spec).train(spec);
    assertThat(again.digest()).isEqualTo(once.digest());
    assertThat(again.trajectory()).isEqualTo(once.trajectory());
  }

  @ParameterizedTest
  @EnumSource(names = "PROGRAM", mode = EnumSource.Mode.EXCLUDE)
  void theSameSpecGivesTheSameBitsOnSeveralThreadsAmongOthers(Engine engine) throws Exception {
    List<RunSpec> specs = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (Perturbation disturbance : DISTURBANCES) {
        specs.add(Specs.perturbed(engine, new Exposure(disturbance, SCHEDULES.get(1))));
      }
    }
    Twin twin = Twin.of(specs.get(0));
    List<String> alone = specs.stream().map(spec -> twin.train(spec).digest()).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> together =
          specs.stream().map(spec -> threads.submit(() -> twin.train(spec).digest())).toList();
      for (int i = 0; i < specs.size(); i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get(i));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void replicatesDiffer() {
    RunSpec first = Specs.clean(Engine.VECTOR, 0);
    RunSpec second = Specs.clean(Engine.VECTOR, 1);
    assertThat(Twin.of(first).run().digest()).isNotEqualTo(Twin.of(second).run().digest());
  }

  @Test
  void magnitudeZeroIsTheCleanRun() {
    for (Schedule schedule : SCHEDULES) {
      RunSpec spec = Specs.perturbed(Engine.VECTOR, new Exposure(new WeightNoise(0), schedule));
      Twin twin = Twin.of(spec);
      Run run = twin.train(spec);
      assertThat(run.digest()).isEqualTo(twin.run().digest());
      assertThat(run.realisedMagnitude()).isNaN();
    }
  }

  @Test
  void evaluationsComeAtTheirStepsAndLearningShows() {
    Run run = Twin.of(Specs.clean(Engine.VECTOR, 0)).run();
    assertThat(run.status()).isEqualTo(Status.COMPLETED);
    assertThat(run.message()).isEmpty();
    assertThat(run.steps()).isEqualTo(Specs.STEPS);
    assertThat(run.trajectory()).hasSize(Specs.EVALUATIONS + 1);
    assertThat(run.trajectory().get(0).step()).isZero();
    assertThat(run.trajectory().get(0).measurement().loss()).isNaN();
    assertThat(run.trajectory().get(3).step()).isEqualTo(3 * Specs.STEPS / Specs.EVALUATIONS);
    assertThat(run.finalPerformance())
        .isGreaterThan(run.trajectory().get(0).measurement().performance());
    assertThat(run.wallSeconds()).isPositive();
    assertThat(run.digest()).matches("[0-9a-f]{64}");
  }

  @Test
  void aRunThatDivergesIsARowWithStepAndReason() {
    RunSpec spec =
        Specs.perturbed(
            Engine.VECTOR,
            new Exposure(
                new WeightNoise(1000),
                new Schedule.Pulse(Moment.parse("50%"), Moment.parse("50%"))));
    Run run = Twin.of(spec).train(spec);
    assertThat(run.status()).isEqualTo(Status.DIVERGED);
    assertThat(run.message())
        .endsWith(" at step " + run.steps())
        .matches("(NaN|infinity) in the (loss|gradient|parameters) at step \\d+");
    assertThat(run.steps()).isGreaterThan(60).isLessThan(Specs.STEPS);
    assertThat(run.trajectory()).hasSize(7);
  }

  @Test
  void aTwinMayDivergeItselfAndIsNoMeasureFromThereOn() {
    RunSpec clean = Specs.diverging();
    Twin twin = Twin.of(clean);
    assertThat(twin.run().status()).isEqualTo(Status.DIVERGED);
    assertThat(twin.run().steps()).isLessThan(Specs.STEPS);
    RunSpec spec =
        new RunSpec(
            clean.workload(),
            clean.stochasticity(),
            List.of(new Exposure(new InputNoise(0.1), SCHEDULES.get(0))),
            clean.seed(),
            0);
    assertThat(twin.train(spec).trajectory().size()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void aRunThatCannotStartIsARowWithItsMessage() {
    Refusing unwilling =
        new Refusing(
            () -> {
              throw new IllegalArgumentException("Invalid weather: expected sun, found rain");
            });
    Run run = Twin.of(Specs.spec(Engine.VECTOR, unwilling, 0)).run();
    assertThat(run.status()).isEqualTo(Status.FAILED);
    assertThat(run.message()).isEqualTo("Invalid weather: expected sun, found rain");
    assertThat(run.trajectory()).isEmpty();
    assertThat(run.finalPerformance()).isNaN();
  }

  @Test
  void aRunThatRunsOutOfMemoryIsARowWithItsMessage() {
    Refusing hungry =
        new Refusing(
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });
    Run run = Twin.of(Specs.spec(Engine.VECTOR, hungry, 0)).run();
    assertThat(run.status()).isEqualTo(Status.FAILED);
    assertThat(run.message()).isEqualTo("java.lang.OutOfMemoryError: Java heap space");
  }

  @Test
  void aFamilyThatTouchesNothingTheLearnerHasFails() {
    RunSpec clean = Specs.spec(Engine.VECTOR, new Refusing(() -> null), 0);
    Exposure exposure = new Exposure(new InputNoise(1), SCHEDULES.get(0));
    RunSpec spec =
        new RunSpec(clean.workload(), clean.stochasticity(), List.of(exposure), clean.seed(), 0);
    Run run = Twin.of(clean).train(spec);
    assertThat(run.status()).isEqualTo(Status.FAILED);
    assertThat(run.message())
        .isEqualTo(
            "Invalid perturbation: expected a family that touches what learner refusing has,"
                + " found input-noise");
  }

  @Test
  void aSpecOfAnotherTwinIsRefused() {
    Twin twin = Twin.of(Specs.clean(Engine.VECTOR, 0));
    assertThatThrownBy(() -> twin.train(Specs.clean(Engine.VECTOR, 1)))
        .hasMessageStartingWith("Invalid spec: expected a run whose clean twin is");
  }
}
