package org.shaketable.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Families;
import org.shaketable.perturbation.InitialScale;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.PhysicsShift;
import org.shaketable.perturbation.Surface;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.language.FineTuning;
import org.shaketable.training.text.Text;
import org.shaketable.training.workload.Workload;

/** Every family on every learner that it applies to: until its onset a run is its twin. */
class PairsTest {

  private static final List<Schedule> SCHEDULES =
      List.of(
          new Schedule.Always(),
          new Schedule.Pulse(Moment.parse("50%"), Moment.parse("20%")),
          new Schedule.OneShot(Moment.parse("50%")),
          new Schedule.Ramp(Moment.parse("30%"), Moment.parse("50%")),
          new Schedule.Periodic(Moment.parse("20%"), Moment.parse("20%"), Moment.parse("10%")));

  /** Families that a single event finds idle: refused as one shots. */
  private static final Set<String> NEED_A_PAST =
      Set.of("stale-gradients", "delayed-observations", "sticky-actions", "feature-drift");

  static Stream<Arguments> applicable() {
    return Workloads.all().stream()
        // Fine-tuning is the same training as pretraining but for its start.
        .filter(workload -> !(workload.learner() instanceof FineTuning))
        .flatMap(
            workload ->
                Families.all().stream()
                    .filter(entry -> entry.family().appliesTo(workload.learner().surfaces()))
                    .map(entry -> Arguments.of(workload.name(), workload, entry)));
  }

  private static Perturbation make(Families.Entry entry) throws ReflectiveOperationException {
    var components = entry.type().getRecordComponents();
    Object[] settings = new Object[components.length];
    settings[0] = entry.family().largest() <= 1 ? 0.3 : 2.0;
    Class<?>[] types =
        Arrays.stream(components).map(component -> component.getType()).toArray(Class<?>[]::new);
    return entry.type().getDeclaredConstructor(types).newInstance(settings);
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("applicable")
  void untilItsOnsetAPerturbedRunIsItsTwinBitForBit(
      String name, Workload workload, Families.Entry entry) throws Exception {
    Twin twin = Twins.of(workload);
    for (Schedule schedule : schedules(workload)) {
      boolean onlyAtStart = entry.family().surfaces().equals(Set.of(Surface.INITIALISATION));
      boolean idle =
          schedule instanceof Schedule.OneShot && NEED_A_PAST.contains(entry.family().name());
      if (!idle && (!onlyAtStart || schedule.onset(workload.horizon()) == 0)) {
        assertPair(twin, new Exposure(make(entry), schedule));
      }
    }
  }

  /** Language models take longer: they are shaken throughout and in a pulse. */
  private static List<Schedule> schedules(Workload workload) {
    return workload.task() instanceof Text ? SCHEDULES.subList(0, 2) : SCHEDULES;
  }

  private static void assertPair(Twin twin, Exposure exposure) {
    RunSpec spec = Twins.perturbed(twin, exposure);
    Run run = twin.train(spec);
    Horizon horizon = spec.workload().horizon();
    long onset = exposure.schedule().onset(horizon);
    boolean initial = exposure.perturbation() instanceof InitialScale;
    assertThat(run.status()).as(run.message()).isNotEqualTo(Status.FAILED);
    for (Evaluation evaluation : run.trajectory()) {
      if (evaluation.step() <= onset && !initial) {
        assertThat(evaluation)
            .as("%s", exposure)
            .isEqualTo(twin.run().trajectory().get(evaluation.index()));
        assertThat(evaluation.parameterDistance()).isZero();
      }
    }
    Evaluation last = run.trajectory().get(run.trajectory().size() - 1);
    // A single event may by chance, or for want of an earlier one, change nothing.
    if (exposure.schedule() instanceof Schedule.Always && run.status() == Status.COMPLETED) {
      assertThat(last.parameterDistance()).as("%s", exposure).isPositive();
      assertThat(run.realisedMagnitude()).as("%s", exposure).isNotNaN();
    }
  }

  @Test
  void aConstantThatTheEnvironmentDoesNotHaveIsNamedWithThoseItHas() {
    Twin twin = Twins.of(Workloads.cartPole());
    Exposure exposure = new Exposure(new PhysicsShift(1, "friction", null), new Schedule.Always());
    Run run = twin.train(Twins.perturbed(twin, exposure));
    assertThat(run.status()).isEqualTo(Status.FAILED);
    assertThat(run.message())
        .startsWith("Invalid constant: expected one of [angle-limit, force, gravity, length,")
        .endsWith("found friction");
  }

  @Test
  void aOneShotOfAFamilyThatNeedsAPastIsRefused() throws ReflectiveOperationException {
    for (Families.Entry entry : Families.all()) {
      Exposure shot = new Exposure(make(entry), new Schedule.OneShot(Moment.parse("50%")));
      if (NEED_A_PAST.contains(entry.family().name())) {
        Twin twin = Twins.of(Workloads.cartPole());
        Run run = twin.train(Twins.perturbed(twin, shot));
        assertThat(run.status()).isEqualTo(Status.FAILED);
        assertThat(run.message())
            .isEqualTo(
                "Invalid schedule: expected one that lasts, for family %s takes what came before"
                    + " and a single event has nothing before it, found one-shot(50%%)",
                entry.family().name());
      }
    }
  }

  @Test
  void initialScaleAtALaterOnsetFails() {
    Twin twin = Twins.of(Workloads.cartPole());
    Exposure exposure =
        new Exposure(new InitialScale(1, null), new Schedule.OneShot(Moment.parse("50%")));
    assertThat(twin.train(Twins.perturbed(twin, exposure)).message())
        .isEqualTo(
            "Invalid schedule: expected an onset at the first step for family initial-scale,"
                + " found one-shot(50%)");
  }
}
