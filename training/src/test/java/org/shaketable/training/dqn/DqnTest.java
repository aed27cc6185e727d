package org.shaketable.training.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.perturbation.ActionNoise;
import org.shaketable.perturbation.DelayedObservations;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.InputNoise;
import org.shaketable.perturbation.LearningRateScale;
import org.shaketable.perturbation.PhysicsShift;
import org.shaketable.perturbation.SignalFlip;
import org.shaketable.perturbation.TargetNoise;
import org.shaketable.perturbation.WeightNoise;
import org.shaketable.random.Streams;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.run.Evaluation;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Status;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

class DqnTest {
  private static final Dqn TINY =
      Settings.of(
          Dqn.class,
          Map.of(
              "total-timesteps",
              600L,
              "buffer-size",
              200,
              "tau",
              0.5,
              "target-network-frequency",
              20,
              "batch-size",
              16,
              "learning-starts",
              50,
              "huber-delta",
              1.0,
              "max-grad-norm",
              10.0,
              "network",
              new NetworkSpec(List.of(8), Activation.RELU),
              "evaluation-episodes",
              2));

  static Stream<Exposure> exposures() {
    Schedule pulse = new Schedule.Pulse(Moment.parse("50%"), Moment.parse("20%"));
    return Stream.of(
            new GradientNoise(2),
            new InputNoise(0.5),
            new WeightNoise(0.1),
            new SignalFlip(1),
            new TargetNoise(1),
            new ActionNoise(1),
            new DelayedObservations(2),
            new PhysicsShift(1, null, null),
            new LearningRateScale(2, null))
        .map(perturbation -> new Exposure(perturbation, pulse));
  }

  @ParameterizedTest
  @MethodSource("exposures")
  void untilItsOnsetAPerturbedRunIsItsTwinBitForBit(Exposure exposure) {
    RunSpec spec = spec(Engine.VECTOR, List.of(exposure), 0);
    Twin twin = Twin.of(spec);
    Run perturbed = twin.train(spec);
    assertThat(perturbed.status()).as(perturbed.message()).isEqualTo(Status.COMPLETED);
    long onset = exposure.schedule().onset(spec.workload().horizon());
    for (Evaluation evaluation : perturbed.trajectory()) {
      Evaluation reference = twin.run().trajectory().get(evaluation.index());
      if (evaluation.step() <= onset) {
        assertThat(evaluation).isEqualTo(reference);
        assertThat(evaluation.parameterDistance()).isZero();
      }
    }
    Evaluation last = perturbed.trajectory().get(20);
    assertThat(last.parameterDistance()).isPositive();
    assertThat(last.functionDistance()).isPositive();
    assertThat(perturbed.realisedMagnitude()).isPositive();
  }

  @Test
  void magnitudeZeroIsTheCleanRun() {
    Exposure nothing = new Exposure(new InputNoise(0), new Schedule.Always());
    RunSpec spec = spec(Engine.VECTOR, List.of(nothing), 0);
    Twin twin = Twin.of(spec);
    assertThat(twin.train(spec).digest()).isEqualTo(twin.run().digest());
  }

  @ParameterizedTest
  @EnumSource(names = "PROGRAM", mode = EnumSource.Mode.EXCLUDE)
  void theSameSpecGivesTheSameBitsAgainAndReplicatesDiffer(Engine engine) {
    RunSpec spec = spec(engine, List.of(), 3);
    assertThat(Twin.of(spec).run().digest()).isEqualTo(Twin.of(spec).run().digest());
    RunSpec other = spec(engine, List.of(), 4);
    assertThat(Twin.of(other).run().digest()).isNotEqualTo(Twin.of(spec).run().digest());
  }

  @Test
  void bothEnginesLearnTheSame() throws Diverged {
    Trainee vector = begin(Engine.VECTOR);
    Trainee dl4j = begin(Engine.DL4J);
    vector.advance(100);
    dl4j.advance(100);
    assertThat(dl4j.parameters()).containsExactly(vector.parameters(), within(1e-5f));
  }

  @Test
  void measuringChangesNothingAndEveryFeatureIsMeasured() throws Diverged {
    Trainee measured = begin(Engine.VECTOR);
    Trainee left = begin(Engine.VECTOR);
    assertThat(measured.measure(0).loss()).isNaN();
    Features last = null;
    for (int i = 1; i <= 20; i++) {
      measured.advance(30L * i);
      last = measured.measure(i).features();
      measured.functionDistance(measured.probeOutputs());
    }
    left.advance(600);
    assertThat(measured.parameters()).isEqualTo(left.parameters());
    for (Feature feature : TINY.features()) {
      assertThat(last.value(feature)).as(feature.column()).isFinite();
    }
  }

  @Test
  void explorationFallsInAStraightLine() {
    Dqn dqn = Dqn.standard();
    assertThat(dqn.epsilon(0)).isEqualTo(1);
    assertThat(dqn.epsilon(125_000)).isCloseTo(0.525, within(1e-12));
    assertThat(dqn.epsilon(250_000)).isCloseTo(0.05, within(1e-12));
    assertThat(dqn.epsilon(400_000)).isEqualTo(0.05);
  }

  @Test
  void theLearningRateStaysOrFallsInAStraightLine() {
    Dqn falling = Settings.of(Dqn.class, Map.of("learning-rate", 0.01, "anneal-lr", true));
    assertThat(falling.learningRate(0)).isEqualTo(0.01);
    assertThat(falling.learningRate(375_000)).isCloseTo(0.0025, within(1e-12));
    assertThat(Dqn.standard().learningRate(499_999)).isEqualTo(2.5e-4);
  }

  /** Hidden layer 4-8: uniform in +-1/2, of variance 1/12. */
  @Test
  void initialParametersAreUniformInTheRootOfTheFanIn() {
    double squares = 0;
    int count = 5 * 8;
    float[] parameters = begin(Engine.VECTOR).parameters();
    for (int i = 0; i < count; i++) {
      assertThat(parameters[i]).isBetween(-0.5f, 0.5f);
      squares += parameters[i] * parameters[i] / count;
    }
    assertThat(squares).isBetween(0.05, 0.12);
    for (int i = count; i < parameters.length; i++) {
      assertThat(Math.abs(parameters[i])).isLessThan((float) (1 / Math.sqrt(8)));
    }
  }

  @Test
  void continuousActionsAreRefused() {
    assertThatThrownBy(
            () -> new Workload("w", Engine.VECTOR, EnvironmentTask.named("Pendulum-v1"), TINY, 20))
        .hasMessage(
            "Invalid task: expected an environment with discrete actions for learner dqn, found"
                + " Pendulum-v1");
  }

  private static Trainee begin(Engine engine) {
    Workload workload = new Workload("w", engine, EnvironmentTask.named("CartPole-v1"), TINY, 20);
    return TINY.begin(workload, Stochasticity.NONE, Streams.of(1), Hooks.NONE);
  }

  private static RunSpec spec(Engine engine, List<Exposure> exposures, int replicate) {
    Workload workload = new Workload("w", engine, EnvironmentTask.named("CartPole-v1"), TINY, 20);
    return new RunSpec(workload, Stochasticity.NONE, exposures, 7, replicate);
  }
}
