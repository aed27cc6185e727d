package org.shaketable.training.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.perturbation.ActionNoise;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.InputNoise;
import org.shaketable.perturbation.LearningRateScale;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.PhysicsShift;
import org.shaketable.perturbation.SignalFlip;
import org.shaketable.perturbation.TargetNoise;
import org.shaketable.perturbation.WeightNoise;
import org.shaketable.random.Streams;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.environment.Environment;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.run.Evaluation;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Status;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

class PpoTest {
  private static final Ppo TINY = PpoTestSettings.tiny();

  static Stream<Arguments> exposures() {
    List<Perturbation> disturbances =
        List.of(
            new GradientNoise(2),
            new InputNoise(0.5),
            new WeightNoise(0.1),
            new SignalFlip(0.9),
            new TargetNoise(1),
            new ActionNoise(1),
            new PhysicsShift(1, null, null),
            new LearningRateScale(2, null));
    List<Schedule> schedules =
        List.of(
            new Schedule.Always(),
            new Schedule.Pulse(Moment.parse("50%"), Moment.parse("20%")),
            new Schedule.OneShot(Moment.parse("50%")));
    return IntStream.range(0, disturbances.size())
        .mapToObj(i -> Arguments.of(new Exposure(disturbances.get(i), schedules.get(i % 3))));
  }

  @ParameterizedTest
  @MethodSource("exposures")
  void untilItsOnsetAPerturbedRunIsItsTwinBitForBit(Exposure exposure) {
    RunSpec spec = spec("Pendulum-v1", Engine.VECTOR, List.of(exposure), 0);
    Twin twin = Twin.of(spec);
    Run perturbed = twin.train(spec);
    assertThat(perturbed.status()).isEqualTo(Status.COMPLETED);
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
    assertThat(perturbed.realisedMagnitude()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CartPole-v1", "Pendulum-v1"})
  void magnitudeZeroIsTheCleanRun(String environment) {
    Exposure nothing = new Exposure(new WeightNoise(0), new Schedule.Always());
    RunSpec spec = spec(environment, Engine.VECTOR, List.of(nothing), 0);
    Twin twin = Twin.of(spec);
    assertThat(twin.train(spec).digest()).isEqualTo(twin.run().digest());
  }

  @ParameterizedTest
  @EnumSource(names = "PROGRAM", mode = EnumSource.Mode.EXCLUDE)
  void theSameSpecGivesTheSameBitsAgainAndReplicatesDiffer(Engine engine) {
    RunSpec spec = spec("CartPole-v1", engine, List.of(), 3);
    assertThat(Twin.of(spec).run().digest()).isEqualTo(Twin.of(spec).run().digest());
    RunSpec other = spec("CartPole-v1", engine, List.of(), 4);
    assertThat(Twin.of(other).run().digest()).isNotEqualTo(Twin.of(spec).run().digest());
  }

  @Test
  void bothEnginesLearnTheSame() throws Diverged {
    Trainee vector = begin("CartPole-v1", Engine.VECTOR, TINY, Stochasticity.NONE);
    Trainee dl4j = begin("CartPole-v1", Engine.DL4J, TINY, Stochasticity.NONE);
    vector.advance(96);
    dl4j.advance(96);
    assertThat(dl4j.parameters()).containsExactly(vector.parameters(), within(1e-5f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CartPole-v1", "MountainCarContinuous-v0"})
  void measuringChangesNothing(String environment) throws Diverged {
    Trainee measured = begin(environment, Engine.VECTOR, TINY, Stochasticity.NONE);
    Trainee left = begin(environment, Engine.VECTOR, TINY, Stochasticity.NONE);
    for (int i = 0; i <= 20; i++) {
      measured.advance(32L * i);
      measured.measure(i);
      measured.functionDistance(measured.probeOutputs());
    }
    left.advance(640);
    assertThat(measured.parameters()).isEqualTo(left.parameters());
    assertThat(measured.step()).isEqualTo(640);
  }

  @Test
  void featuresAreNaNBeforeThereIsSomethingToMeasure() throws Diverged {
    Trainee trainee = begin("CartPole-v1", Engine.VECTOR, TINY, Stochasticity.NONE);
    Features before = trainee.measure(0).features();
    assertThat(before.value(Feature.GRADIENT_NORM)).isNaN();
    assertThat(before.value(Feature.GRADIENT_COHERENCE)).isNaN();
    assertThat(before.value(Feature.PREDICTIVE_ENTROPY)).isCloseTo(Math.log(2), within(1e-3));
    trainee.advance(64);
    Features after = trainee.measure(1).features();
    assertThat(after.value(Feature.GRADIENT_NORM)).isPositive();
    assertThat(after.value(Feature.WEIGHT_NORM)).isPositive();
    assertThat(after.value(Feature.UPDATE_TO_WEIGHT_RATIO)).isBetween(1e-6, 0.1);
    assertThat(after.value(Feature.GRADIENT_COHERENCE)).isBetween(-1.0 / 3, 1.0);
    assertThat(after.value(Feature.PARAMETER_VELOCITY)).isPositive();
    assertThat(after.value(Feature.RESIDUAL_VARIANCE)).isPositive();
    assertThat(after.value(Feature.RESIDUAL_KURTOSIS)).isFinite();
    assertThat(after.value(Feature.FEATURE_RANK)).isBetween(1.0, 8.0);
    assertThat(after.value(Feature.DORMANT_SHARE)).isBetween(0.0, 1.0);
    assertThat(after.value(Feature.LARGEST_LOGIT)).isPositive();
  }

  @Test
  void functionDistanceIsZeroToItselfAndGrows() throws Diverged {
    for (String environment : List.of("CartPole-v1", "Pendulum-v1")) {
      Trainee trainee = begin(environment, Engine.VECTOR, TINY, Stochasticity.NONE);
      float[] start = trainee.probeOutputs();
      assertThat(trainee.functionDistance(start)).isZero();
      trainee.advance(320);
      assertThat(trainee.functionDistance(start)).isPositive();
    }
  }

  @Test
  void stochasticityTurnsItsKnob() throws Diverged {
    List<float[]> ends = new ArrayList<>();
    for (Stochasticity stochasticity :
        List.of(
            Stochasticity.NONE,
            new Stochasticity(Stochasticity.Kind.ENTROPY_COEFFICIENT, 0.1),
            new Stochasticity(Stochasticity.Kind.ENTROPY_COEFFICIENT, 0.01),
            new Stochasticity(Stochasticity.Kind.GRADIENT_NOISE_FLOOR, 0.1))) {
      Trainee trainee = begin("CartPole-v1", Engine.VECTOR, TINY, stochasticity);
      trainee.advance(64);
      ends.add(trainee.parameters());
    }
    assertThat(ends.get(1)).isNotEqualTo(ends.get(0));
    assertThat(ends.get(2)).as("0.01 is the default").isEqualTo(ends.get(0));
    assertThat(ends.get(3)).isNotEqualTo(ends.get(0));
  }

  @ParameterizedTest
  @MethodSource("environments")
  void everyEnvironmentAndEverySettingTrains(Environment environment) throws Diverged {
    Ppo ppo =
        new Ppo(
            640L,
            2,
            16,
            1e-3,
            false,
            0.9,
            0.8,
            2,
            3,
            false,
            0.1,
            false,
            0.0,
            0.4,
            5.0,
            0.05,
            TINY.network(),
            true,
            true,
            true,
            true,
            -1.0,
            1e-8,
            2);
    Trainee trainee =
        ppo.begin(
            new Workload("w", Engine.VECTOR, new EnvironmentTask(environment), ppo, 20),
            Stochasticity.NONE,
            Streams.of(1),
            Hooks.NONE);
    trainee.advance(640);
    assertThat(trainee.step()).isEqualTo(640);
    assertThat(trainee.measure(20).performance()).isFinite();
  }

  static Stream<Environment> environments() {
    return Environment.all().stream();
  }

  @Test
  void aTrainingThatBlowsUpSaysWhereAndWhy() {
    Exposure blow =
        new Exposure(
            new WeightNoise(1000), new Schedule.Pulse(Moment.parse("50%"), Moment.parse("50%")));
    RunSpec spec = spec("Pendulum-v1", Engine.VECTOR, List.of(blow), 0);
    Run run = Twin.of(spec).train(spec);
    assertThat(run.status()).isEqualTo(Status.DIVERGED);
    assertThat(run.message()).matches("(NaN|infinity) in the (loss|gradient|parameters).*");
  }

  @Test
  void badSettingsAreNamed() {
    assertThatThrownBy(() -> PpoTestSettings.cartPole(-5))
        .hasMessageStartingWith("Invalid total-timesteps: expected a whole number in [10, ");
    assertThatThrownBy(
            () ->
                new Ppo(
                    null, null, null, null, null, 1.5, null, null, null, null, null, null, null,
                    null, null, null, null, null, null, null, null, null, null, null))
        .hasMessage("Invalid gamma: expected a number in [0, 1], found 1.5");
    assertThatThrownBy(
            () ->
                new Ppo(
                    null, 4, 10, null, null, null, null, 7, null, null, null, null, null, null,
                    null, null, null, null, null, null, null, null, null, null))
        .hasMessage(
            "Invalid num-minibatches: expected a divisor of num-envs * num-steps = 40 that leaves"
                + " 2 samples or more, found 7");
  }

  private static Trainee begin(
      String environment, Engine engine, Ppo ppo, Stochasticity stochasticity) {
    Workload workload =
        new Workload("w", engine, EnvironmentTask.named(environment), ppo, 20).at(stochasticity);
    return workload.learner().begin(workload, stochasticity, Streams.of(1), Hooks.NONE);
  }

  private static RunSpec spec(
      String environment, Engine engine, List<Exposure> exposures, int replicate) {
    Workload workload = new Workload("w", engine, EnvironmentTask.named(environment), TINY, 20);
    return new RunSpec(workload, Stochasticity.NONE, exposures, 7, replicate);
  }
}
