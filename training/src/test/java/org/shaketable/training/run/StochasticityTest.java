package org.shaketable.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.classification.Classification;
import org.shaketable.training.dqn.Dqn;
import org.shaketable.training.language.FineTuning;
import org.shaketable.training.language.Pretraining;
import org.shaketable.training.language.RewardTuning;
import org.shaketable.training.ppo.Ppo;
import org.shaketable.training.regression.Regression;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Stochasticity.Kind;
import org.shaketable.training.workload.Workload;

/** Every kind of controlled stochasticity, on every learner that has a knob for it. */
class StochasticityTest {
  /** Another level than any of {@link Workloads} has. */
  private static final Map<Kind, Double> OTHER =
      Map.of(
          Kind.ENTROPY_COEFFICIENT, 0.3,
          Kind.GRADIENT_NOISE_FLOOR, 0.5,
          Kind.DROPOUT, 0.25,
          Kind.MINIBATCH_SIZE, 4.0,
          Kind.EXPLORATION_RATE, 0.5);

  static Stream<Arguments> knobs() {
    return Workloads.all().stream()
        .flatMap(
            workload ->
                workload.learner().stochasticities().stream()
                    .filter(kind -> kind != Kind.NONE)
                    .sorted()
                    .map(kind -> Arguments.of(workload.name(), kind, workload)));
  }

  private static RunSpec spec(Workload workload, Stochasticity level) {
    return new RunSpec(workload, level, List.of(), 3, 0);
  }

  /** The level that a workload has of its own. */
  private static double own(Learner learner, Kind kind) {
    return switch (kind) {
      case NONE, GRADIENT_NOISE_FLOOR -> 0;
      case ENTROPY_COEFFICIENT ->
          learner instanceof Ppo ppo ? ppo.entCoef() : ((Classification) learner).entCoef();
      case DROPOUT -> 0;
      case EXPLORATION_RATE -> ((Dqn) learner).endE();
      case MINIBATCH_SIZE -> batchSize(learner);
    };
  }

  private static double batchSize(Learner learner) {
    if (learner instanceof Ppo ppo) {
      return (double) ppo.numEnvs() * ppo.numSteps() / ppo.numMinibatches();
    }
    return learner instanceof Dqn dqn
        ? dqn.batchSize()
        : learner instanceof Classification classification
            ? classification.batchSize()
            : learner instanceof Pretraining pretraining
                ? pretraining.batchSize()
                : learner instanceof FineTuning tuning
                    ? tuning.batchSize()
                    : learner instanceof Regression regression
                        ? regression.batchSize()
                        : ((RewardTuning) learner).batchSize();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("knobs")
  void aLevelChangesTheRunAndTheWorkloadsOwnLevelDoesNot(
      String name, Kind kind, Workload workload) {
    String clean = Twins.of(workload).run().digest();
    Stochasticity own = new Stochasticity(kind, own(workload.learner(), kind));
    assertThat(Twin.of(spec(workload, own)).run().digest()).isEqualTo(clean);
    Run other = Twin.of(spec(workload, new Stochasticity(kind, OTHER.get(kind)))).run();
    assertThat(other.status()).as(other.message()).isNotEqualTo(Status.FAILED);
    assertThat(other.digest()).isNotEqualTo(clean);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("knobs")
  void thePerturbedRunAndItsCleanTwinHaveTheSameLevel(String name, Kind kind, Workload workload) {
    Stochasticity level = new Stochasticity(kind, OTHER.get(kind));
    Schedule late = new Schedule.Pulse(Moment.parse("50%"), Moment.parse("20%"));
    RunSpec perturbed =
        new RunSpec(workload, level, List.of(new Exposure(new GradientNoise(3), late)), 3, 0);
    assertThat(perturbed.reference().stochasticity()).isEqualTo(level);
    Twin twin = Twin.of(perturbed);
    Run run = twin.train(perturbed);
    // With another level than its twin's the run would leave it before the onset.
    for (Evaluation evaluation : run.trajectory()) {
      boolean before = evaluation.step() <= late.onset(workload.horizon());
      assertThat(evaluation.parameterDistance() == 0).isEqualTo(before);
    }
  }

  @Test
  void everyKindHasALearnerAndWhatHasNoKnobIsRefusedWithTheReason() {
    Set<Kind> seen = new java.util.HashSet<>();
    for (Workload workload : Workloads.all()) {
      for (Kind kind : Kind.values()) {
        Stochasticity level =
            kind == Kind.NONE ? Stochasticity.NONE : new Stochasticity(kind, OTHER.get(kind));
        if (workload.learner().stochasticities().contains(kind)) {
          seen.add(kind);
          assertThat(workload.at(level).name()).isEqualTo(workload.name());
        } else {
          assertThatThrownBy(() -> workload.at(level))
              .hasMessageStartingWith(
                  "Invalid stochasticity: expected a knob of learner " + workload.learner().name())
              .hasMessageEndingWith("found " + kind.word());
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(Kind.values());
  }

  @Test
  void levelsThatALearnerCannotTakeAreRefused() {
    assertThatThrownBy(() -> Workloads.cartPole().at(new Stochasticity(Kind.MINIBATCH_SIZE, 5)))
        .hasMessage(
            "Invalid minibatch-size: expected a divisor of num-envs * num-steps = 32 from 2, found"
                + " 5");
    assertThatThrownBy(() -> new Stochasticity(Kind.MINIBATCH_SIZE, 2.5))
        .hasMessage("Invalid level: expected a whole number, found 2.5");
    assertThatThrownBy(() -> new Stochasticity(Kind.DROPOUT, 1))
        .hasMessage("Invalid level: expected a number in [0, 0.99], found 1");
    Run run =
        Twin.of(spec(Workloads.cartPole(), new Stochasticity(Kind.EXPLORATION_RATE, 0.1))).run();
    assertThat(run.status()).isEqualTo(Status.FAILED);
    assertThat(run.message()).contains("expected a knob of learner ppo");
  }
}
