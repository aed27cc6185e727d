package org.shaketable.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;

/** What holds for every family. */
class PerturbationContractTest {
  private static final Bench CLEAN = Bench.of(Hooks.NONE);
  private static final Schedule ALWAYS = new Schedule.Always();

  /** Families whose first event can change nothing, for they need an earlier one. */
  private static final Set<String> NEED_A_PAST =
      Set.of("stale-gradients", "delayed-observations", "sticky-actions", "feature-drift");

  static Stream<Families.Entry> families() {
    return Families.all().stream();
  }

  /** The family at a magnitude, with its other settings at their defaults. */
  static Perturbation make(Families.Entry entry, double magnitude) {
    Object[] settings = new Object[entry.type().getRecordComponents().length];
    settings[0] = magnitude;
    try {
      return canonical(entry.type()).newInstance(settings);
    } catch (InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Constructor<? extends Perturbation> canonical(Class<? extends Perturbation> type)
      throws NoSuchMethodException {
    return type.getDeclaredConstructor(
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new));
  }

  private static double middling(Families.Entry entry) {
    return entry.family().largest() <= 1 ? 0.3 : 2;
  }

  private static boolean initial(Families.Entry entry) {
    return entry.family().surfaces().contains(Surface.INITIALISATION);
  }

  private static void assertSame(Bench bench, Bench other) {
    for (Surface surface : Surface.values()) {
      assertThat(Arrays.deepEquals(steps(bench, surface), steps(other, surface)))
          .as("%s", surface)
          .isTrue();
    }
    assertThat(
            Arrays.deepEquals(bench.continuousActions.toArray(), other.continuousActions.toArray()))
        .isTrue();
  }

  private static double[][] steps(Bench bench, Surface surface) {
    return bench.values.get(surface).toArray(double[][]::new);
  }

  @ParameterizedTest
  @MethodSource("families")
  void magnitudeZeroChangesNoBit(Families.Entry entry) {
    Shaker shaker = new Shaker(List.of(new Exposure(make(entry, 0), ALWAYS)), 1, Bench.HORIZON);
    assertSame(Bench.of(shaker), CLEAN);
    assertThat(shaker.realisedMagnitudes()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("families")
  void theSameKeyDisturbsTheSameWay(Families.Entry entry) {
    Perturbation perturbation = make(entry, middling(entry));
    assertSame(Bench.of(perturbation, ALWAYS, 5), Bench.of(perturbation, ALWAYS, 5));
  }

  @ParameterizedTest
  @MethodSource("families")
  void whatItDoesNotTouchStaysAsItIsAndWhatItTouchesDoesNot(Families.Entry entry) {
    Bench shaken = Bench.of(make(entry, middling(entry)), ALWAYS, 3);
    Set<Surface> touched = new HashSet<>(entry.family().surfaces());
    if (touched.contains(Surface.INPUTS) || touched.contains(Surface.OBSERVATIONS)) {
      touched.add(Surface.INPUTS);
      touched.add(Surface.OBSERVATIONS);
    }
    for (Surface surface : Surface.values()) {
      if (touched.contains(surface)) {
        assertThat(Arrays.deepEquals(steps(shaken, surface), steps(CLEAN, surface))).isFalse();
        assertPaddingUntouched(shaken, surface);
      } else {
        assertThat(Arrays.deepEquals(steps(shaken, surface), steps(CLEAN, surface)))
            .as("%s", surface)
            .isTrue();
      }
    }
  }

  private static void assertPaddingUntouched(Bench shaken, Surface surface) {
    int size = Bench.size(surface);
    for (int i = 0; i < CLEAN.values.get(surface).size(); i++) {
      double[] clean = CLEAN.values.get(surface).get(i);
      double[] now = shaken.values.get(surface).get(i);
      assertThat(Arrays.copyOfRange(now, size, now.length))
          .isEqualTo(Arrays.copyOfRange(clean, size, clean.length));
      if (surface == Surface.INPUTS) {
        for (int row = 0; row <= Bench.ROWS; row++) {
          assertThat(now[row * Bench.STRIDE]).isEqualTo(clean[row * Bench.STRIDE]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void nothingIsTouchedBeforeTheOnsetOrBehindTheEnd(Families.Entry entry) {
    if (initial(entry)) {
      return;
    }
    Schedule pulse = new Schedule.Pulse(Moment.parse("100 steps"), Moment.parse("50 steps"));
    Bench shaken = Bench.of(make(entry, middling(entry)), pulse, 3);
    assertThat(changedSteps(shaken)).isNotEmpty().allMatch(step -> step >= 100 && step < 150);
  }

  @ParameterizedTest
  @MethodSource("families")
  void aOneShotActsOnce(Families.Entry entry) {
    if (initial(entry)) {
      return;
    }
    Schedule shot = new Schedule.OneShot(Moment.parse("50%"));
    List<Integer> changed = changedSteps(Bench.of(make(entry, middling(entry)), shot, 3));
    if (NEED_A_PAST.contains(entry.family().name())) {
      assertThat(changed).isEmpty();
    } else {
      assertThat(changed).containsExactly(200);
    }
  }

  private static List<Integer> changedSteps(Bench shaken) {
    List<Integer> changed = new ArrayList<>();
    for (int step = 0; step < Bench.STEPS; step++) {
      if (changed(shaken, step)) {
        changed.add(step);
      }
    }
    return changed;
  }

  private static boolean changed(Bench shaken, int step) {
    for (Surface surface : Surface.values()) {
      int calls = surface == Surface.OPTIMIZER_STATE ? 2 : 1;
      for (int i = calls * step; surface != Surface.INITIALISATION && i < calls * (step + 1); i++) {
        if (!Arrays.equals(shaken.values.get(surface).get(i), CLEAN.values.get(surface).get(i))) {
          return true;
        }
      }
    }
    return !Arrays.equals(shaken.continuousActions.get(step), CLEAN.continuousActions.get(step));
  }

  @ParameterizedTest
  @MethodSource("families")
  void itOwesNothingToThreadsOrNeighbours(Families.Entry entry) throws Exception {
    Perturbation perturbation = make(entry, middling(entry));
    Bench alone = Bench.of(perturbation, ALWAYS, 5);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Future<Bench> first = threads.submit(() -> Bench.of(perturbation, ALWAYS, 5));
      Future<Bench> other = threads.submit(() -> Bench.of(perturbation, ALWAYS, 6));
      Future<Bench> second = threads.submit(() -> Bench.of(perturbation, ALWAYS, 5));
      assertSame(first.get(), alone);
      assertSame(second.get(), alone);
      assertSame(other.get(), Bench.of(perturbation, ALWAYS, 6));
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void itOwesNothingToAnotherPerturbationOfTheSameRun(Families.Entry entry) {
    Perturbation other =
        entry.family().surfaces().contains(Surface.REWARDS)
            ? new GradientNoise(1)
            : new RewardScale(1, null);
    Exposure exposure = new Exposure(make(entry, middling(entry)), ALWAYS);
    Shaker both = new Shaker(List.of(new Exposure(other, ALWAYS), exposure), 5, Bench.HORIZON);
    Bench together = Bench.of(both);
    Bench alone = Bench.of(exposure.perturbation(), ALWAYS, 5);
    for (Surface surface : entry.family().surfaces()) {
      boolean shared = other.family().surfaces().contains(surface) && !initial(entry);
      if (!shared) {
        assertThat(Arrays.deepEquals(steps(together, surface), steps(alone, surface))).isTrue();
      }
    }
    assertThat(both.realisedMagnitudes()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("families")
  void magnitudesOutOfRangeAreRefusedByNamingTheRange(Families.Entry entry) {
    Family family = entry.family();
    for (double magnitude :
        new double[] {-0.1, family.largest() * 1.01, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> make(entry, magnitude))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(
              "Invalid magnitude: expected a number in \\[0, \\d+\\] \\(.+\\) for family "
                  + family.name()
                  + ", found .+");
    }
    assertThat(make(entry, family.largest()).magnitude()).isEqualTo(family.largest());
  }

  @ParameterizedTest
  @MethodSource("families")
  void itSaysWhatItIs(Families.Entry entry) {
    Family family = entry.family();
    assertThat(make(entry, 0).family()).isSameAs(family);
    assertThat(family.name()).matches("[a-z]+(-[a-z]+)*");
    assertThat(family.unit()).isNotBlank();
    assertThat(family.formula()).isNotBlank();
    assertThat(family.source()).containsPattern("arXiv \\d{4}\\.\\d{4,5}|doi:10\\.|ICML|AISTATS");
    assertThat(family.surfaces()).isNotEmpty();
    assertThat(family.appliesTo(family.surfaces())).isTrue();
    assertThat(family.appliesTo(Set.of())).isFalse();
  }

  @Test
  void theRegistryIsWhatThePermitsClauseLists() {
    assertThat(Families.all().stream().map(Families.Entry::type))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Perturbation.class.getPermittedSubclasses())
                .<Class<? extends Perturbation>>map(type -> type.asSubclass(Perturbation.class))
                .toList());
    assertThat(Families.all().stream().map(entry -> entry.family().name())).doesNotHaveDuplicates();
    assertThat(Families.all().stream().map(entry -> entry.family().dimension()).distinct())
        .containsExactly(Dimension.values());
  }
}
