package org.shaketable.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.random.Streams;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.workload.GradientNoiseFloor;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/**
 * A placebo is its clean twin up to its onset, bit for bit, and goes a way of its own from there.
 */
class PlaceboTest {
  private static final Schedule MIDDLE =
      new Schedule.Pulse(Moment.parse("50%"), Moment.parse("20%"));

  static Stream<Workload> learners() {
    return Workloads.all().stream();
  }

  /** Every learner with every knob that it has. */
  static Stream<Arguments> levels() {
    return Workloads.all().stream()
        .flatMap(
            workload ->
                workload.learner().stochasticities().stream()
                    .sorted()
                    .map(kind -> Arguments.of(workload.name(), kind, workload)));
  }

  private static RunSpec beside(Twin twin, Schedule... schedules) {
    return twin.run().spec().with(new Placebo(List.of(schedules)));
  }

  private static Evaluation last(Run run) {
    return run.trajectory().get(run.trajectory().size() - 1);
  }

  private static void assertEqualUpToTheOnset(Run run, Twin twin, long onset) {
    assertThat(run.status()).as(run.message()).isEqualTo(Status.COMPLETED);
    for (Evaluation evaluation : run.trajectory()) {
      if (evaluation.step() <= onset) {
        assertThat(evaluation).isEqualTo(twin.run().trajectory().get(evaluation.index()));
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("levels")
  void upToItsOnsetAPlaceboIsItsTwinAndParts(
      String name, Stochasticity.Kind kind, Workload workload) {
    double level = kind == Stochasticity.Kind.MINIBATCH_SIZE ? 4 : 0.25;
    Stochasticity stochasticity =
        kind == Stochasticity.Kind.NONE ? Stochasticity.NONE : new Stochasticity(kind, level);
    Twin twin = Twin.of(new RunSpec(workload, stochasticity, List.of(), 3, 0));
    Run run = twin.train(beside(twin, MIDDLE));
    assertEqualUpToTheOnset(run, twin, MIDDLE.onset(workload.horizon()));
    assertThat(last(run).parameterDistance()).isPositive();
    assertThat(run.realisedMagnitude()).isNaN();
  }

  @ParameterizedTest
  @MethodSource("learners")
  void fromTheStartOnItHasItsTwinsInitialWeightsAndNothingElse(Workload workload) {
    Twin twin = Twins.of(workload);
    Run run = twin.train(beside(twin, new Schedule.Always()));
    assertEqualUpToTheOnset(run, twin, 0);
    // Before the first update there is nothing to part: DQN collects experience.
    Evaluation moved =
        run.trajectory().stream()
            .filter(evaluation -> !Double.isNaN(evaluation.measurement().loss()))
            .min(Comparator.comparingInt(Evaluation::index))
            .orElseThrow();
    assertThat(moved.parameterDistance()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("learners")
  void withItsOnsetAtTheEndItIsItsTwin(Workload workload) {
    Twin twin = Twins.of(workload);
    Run run = twin.train(beside(twin, new Schedule.OneShot(Moment.parse("100%"))));
    assertThat(run.digest()).isEqualTo(twin.run().digest());
  }

  @ParameterizedTest
  @MethodSource("learners")
  void thePlaceboOfAnotherScheduleDrawsAnewAndTheSameOneAgainDrawsTheSame(Workload workload) {
    Twin twin = Twins.of(workload);
    Schedule shot = new Schedule.OneShot(Moment.parse("50%"));
    String digest = twin.train(beside(twin, MIDDLE)).digest();
    assertThat(twin.train(beside(twin, MIDDLE)).digest()).isEqualTo(digest);
    assertThat(twin.train(beside(twin, shot)).digest()).isNotEqualTo(digest);
  }

  @Test
  void severalSchedulesHaveTheFirstOnsetAndTheLastEnd() {
    Workload workload = Workloads.classification();
    Schedule late = new Schedule.Pulse(Moment.parse("60%"), Moment.parse("30%"));
    Placebo placebo = new Placebo(List.of(late, MIDDLE));
    assertThat(placebo.onset(workload.horizon())).isEqualTo(MIDDLE.onset(workload.horizon()));
    assertThat(placebo.end(workload.horizon())).isEqualTo(late.end(workload.horizon()));
    assertThat(placebo).hasToString("pulse(60%, 30%)+pulse(50%, 20%)");
  }

  @Test
  void aRunIsOneOfThree() {
    RunSpec clean = Twins.of(Workloads.classification()).run().spec();
    RunSpec placebo = clean.with(new Placebo(List.of(MIDDLE)));
    RunSpec perturbed =
        new RunSpec(
            clean.workload(),
            clean.stochasticity(),
            List.of(new Exposure(new GradientNoise(1), MIDDLE)),
            clean.seed(),
            clean.replicate());
    assertThat(clean.clean()).isTrue();
    assertThat(clean.perturbed()).isFalse();
    assertThat(placebo.clean()).isFalse();
    assertThat(placebo.perturbed()).isFalse();
    assertThat(placebo.reference()).isEqualTo(clean);
    assertThat(perturbed.perturbed()).isTrue();
    assertThat(perturbed.with(placebo.placebo())).isEqualTo(placebo);
    assertThat(placebo.with(4).placebo()).isEqualTo(placebo.placebo());
  }

  @Test
  void aPlaceboThatSomethingDisturbsIsRefused() {
    RunSpec clean = Twins.of(Workloads.classification()).run().spec();
    Exposure exposure = new Exposure(new GradientNoise(1), MIDDLE);
    assertThatThrownBy(
            () ->
                new RunSpec(
                    clean.workload(),
                    clean.stochasticity(),
                    List.of(exposure),
                    1,
                    0,
                    new Placebo(List.of(MIDDLE)),
                    null))
        .hasMessage("Invalid placebo: expected a run that nothing disturbs, found 1 exposures");
    assertThatThrownBy(() -> new Placebo(List.of()))
        .hasMessage("Invalid placebo: expected the schedule of a condition, found none");
  }

  @Test
  void theNoiseFloorIsDrawnAnewFromTheOnsetOn() {
    Stochasticity level = new Stochasticity(Stochasticity.Kind.GRADIENT_NOISE_FLOOR, 1);
    GradientNoiseFloor twins = new GradientNoiseFloor(level, Streams.of(5));
    GradientNoiseFloor placebos =
        new GradientNoiseFloor(level, Streams.of(5).anewFrom(10, "placebo"));
    assertThat(noised(placebos, 9)).isEqualTo(noised(twins, 9));
    assertThat(noised(placebos, 10)).isNotEqualTo(noised(twins, 10));
  }

  private static float[] noised(GradientNoiseFloor floor, long step) {
    float[] gradient = {1, 2, 3, 4};
    floor.add(gradient, gradient.length, step, step);
    return gradient;
  }
}
