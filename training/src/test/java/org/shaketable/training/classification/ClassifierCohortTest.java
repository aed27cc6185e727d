package org.shaketable.training.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.perturbation.BatchSizeScale;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Families;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.InitialScale;
import org.shaketable.perturbation.LayerReset;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.ScaleDirection;
import org.shaketable.perturbation.Shaker;
import org.shaketable.perturbation.StaleGradients;
import org.shaketable.perturbation.WeightScaling;
import org.shaketable.random.Streams;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.data.Blobs;
import org.shaketable.training.descent.Annealing;
import org.shaketable.training.gpu.Gpu;
import org.shaketable.training.gpu.StubDriver;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.optimizer.Sgd;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Trainings that the kernels do, compiled for a CPU and called through the driver's functions, have
 * the bits of those that the vector engine does: parameters, measurements and realised magnitudes.
 */
class ClassifierCohortTest {
  private static final long STEPS = 40;

  private Gpu gpu;

  /** One training twice: here and in a cohort. */
  private record Pair(Trainee here, Shaker hereShaker, Trainee there, Shaker thereShaker) {}

  @BeforeEach
  void open() throws Exception {
    gpu = StubDriver.gpu();
  }

  @AfterEach
  void close() {
    if (gpu != null) {
      gpu.close();
    }
  }

  private static Classification learner(
      Optimizer optimizer, int batch, double clip, double smoothing, NetworkSpec network) {
    return new Classification(
        STEPS, batch, optimizer, Annealing.COSINE, 0.1, clip, smoothing, 0.0, network);
  }

  private static Classification plain() {
    return learner(
        Adam.of(0.01, 1e-8), 32, 0, 0, new NetworkSpec(List.of(16, 24), Activation.TANH));
  }

  private static Workload workload(Classification learner) {
    return new Workload("blobs", Engine.VECTOR, new Blobs(3, 4, 3.0, 96, 40, null), learner, 10);
  }

  private static Pair pair(
      Workload workload, Stochasticity level, long seed, List<Exposure> exposures) {
    Streams streams = Streams.of(seed);
    Shaker here = new Shaker(exposures, seed, workload.horizon());
    Shaker there = new Shaker(exposures, seed, workload.horizon());
    return new Pair(
        workload.learner().begin(workload, level, streams, here),
        here,
        workload.learner().begin(workload, level, streams, there),
        there);
  }

  private static Exposure exposure(String family, double magnitude, Schedule schedule) {
    Class<? extends Record> type =
        Families.all().stream()
            .filter(entry -> entry.family().name().equals(family))
            .findFirst()
            .orElseThrow()
            .type()
            .asSubclass(Record.class);
    Record perturbation = Settings.of(type, Map.of("magnitude", magnitude));
    return new Exposure((Perturbation) perturbation, schedule);
  }

  private static Moment steps(int count) {
    return new Moment(count, Moment.Unit.STEPS);
  }

  private static List<Schedule> schedules() {
    return List.of(
        new Schedule.Always(),
        new Schedule.Pulse(steps(7), steps(9)),
        new Schedule.OneShot(steps(13)),
        new Schedule.Ramp(steps(5), steps(20)),
        new Schedule.Periodic(steps(4), steps(10), steps(3)));
  }

  /** A small, a middling and a large magnitude of a family. */
  private static List<Double> magnitudes(String family) {
    double largest =
        Families.all().stream()
            .filter(entry -> entry.family().name().equals(family))
            .mapToDouble(entry -> entry.family().largest())
            .findFirst()
            .orElseThrow();
    return largest <= 1 ? List.of(0.05, 0.5, 1.0) : List.of(0.3, 1.5, Math.min(largest, 5.0));
  }

  /** Trains all pairs and compares them at every evaluation. */
  private void compare(Workload workload, List<Pair> pairs) throws Exception {
    boolean[] going = new boolean[pairs.size()];
    Arrays.fill(going, true);
    List<Trainee> there = pairs.stream().map(Pair::there).toList();
    try (ClassifierCohort cohort = ClassifierCohort.of(gpu, workload, there)) {
      for (int index = 0; index <= 10; index++) {
        long until = workload.horizon().stepOf(index);
        cohort.advance(until);
        for (int i = 0; i < pairs.size(); i++) {
          if (going[i]) {
            going[i] = compare(pairs.get(i), index, until, "run " + i + " at evaluation " + index);
          }
        }
      }
    }
  }

  /** Whether the two go on. */
  private static boolean compare(Pair pair, int index, long until, String what) {
    Optional<Diverged> end = end(pair.here(), until);
    Optional<Diverged> found = end(pair.there(), until);
    assertThat(found.map(d -> d.getMessage() + d.step()))
        .as(what)
        .isEqualTo(end.map(d -> d.getMessage() + d.step()));
    assertThat(pair.there().step()).as(what).isEqualTo(pair.here().step());
    assertThat(pair.there().parameters()).as(what).isEqualTo(pair.here().parameters());
    assertThat(magnitude(pair.there(), pair.thereShaker()))
        .as(what)
        .isEqualTo(magnitude(pair.here(), pair.hereShaker()));
    if (end.isEmpty() && index % 5 < 2) {
      Measurement here = pair.here().measure(index);
      Measurement there = pair.there().measure(index);
      assertThat(there).as(what).isEqualTo(here);
    }
    return end.isEmpty();
  }

  private static Optional<Diverged> end(Trainee trainee, long until) {
    try {
      trainee.advance(until);
      return Optional.empty();
    } catch (Diverged end) {
      return Optional.of(end);
    }
  }

  /** A Double: of two NaNs it says that they are equal. */
  private static Double magnitude(Trainee trainee, Shaker shaker) {
    double asked = shaker.realisedMagnitudes().stream().findFirst().orElse(Double.NaN);
    return trainee.realisedMagnitude().orElse(asked);
  }

  static List<String> families() {
    Set<String> names =
        Families.all().stream()
            .map(Families.Entry::family)
            .filter(family -> family.appliesTo(clipped().surfaces()))
            .map(family -> family.name())
            .collect(Collectors.toCollection(TreeSet::new));
    names.remove("stale-gradients");
    return List.copyOf(names);
  }

  private static Classification clipped() {
    return learner(
        Adam.of(0.01, 1e-8), 24, 0.5, 0.1, new NetworkSpec(List.of(16, 24), Activation.TANH));
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyFamilyOnEveryScheduleHasTheBitsOfTheVectorEngine(String family) throws Exception {
    Workload workload = workload(clipped());
    List<Pair> pairs = new ArrayList<>();
    for (Schedule schedule : schedules()) {
      for (double magnitude : magnitudes(family)) {
        Exposure exposure = exposure(family, magnitude, schedule);
        if (acceptable(workload, exposure)) {
          assertThat(ClassifierCohort.refusal(List.of(exposure))).isEmpty();
          pairs.add(pair(workload, Stochasticity.NONE, 5, List.of(exposure)));
        }
      }
    }
    assertThat(pairs).isNotEmpty();
    compare(workload, pairs);
  }

  private static boolean acceptable(Workload workload, Exposure exposure) {
    try {
      workload.check(exposure);
      return true;
    } catch (org.shaketable.refusal.Refusal refused) {
      return false;
    }
  }

  static Stream<Classification> learners() {
    NetworkSpec tanh = new NetworkSpec(List.of(64, 64), Activation.TANH);
    NetworkSpec relu = new NetworkSpec(List.of(33), Activation.RELU);
    return Stream.of(
        learner(Adam.of(0.01, 1e-8), 64, 0, 0, tanh),
        learner(AdamW.of(0.01, 0.1), 50, 0.7, 0.2, relu),
        learner(new Sgd(0.1, null, null), 7, 0, 0, new NetworkSpec(List.of(), Activation.TANH)),
        learner(
            new Sgd(0.1, 0.9, null),
            16,
            0.1,
            0,
            new NetworkSpec(List.of(5, 4, 3, 2), Activation.RELU)),
        learner(new Sgd(0.1, 0.9, true), 1, 0, 0.5, relu),
        new Classification(
            STEPS, 30, new Adam(0.01, 0.5, 0.9, 1e-3), null, null, null, 0.1, 0.3, relu));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void everyOptimizerActivationAndShapeHasTheBitsOfTheVectorEngine(Classification learner)
      throws Exception {
    Workload workload = workload(learner);
    Stochasticity floor = new Stochasticity(Stochasticity.Kind.GRADIENT_NOISE_FLOOR, 0.2);
    Exposure noise = new Exposure(new GradientNoise(0.5), new Schedule.Ramp(steps(3), steps(9)));
    Exposure scaling =
        new Exposure(
            new WeightScaling(0.1, null), new Schedule.Periodic(steps(2), steps(5), steps(1)));
    List<Pair> pairs = new ArrayList<>();
    for (long seed = 0; seed < 3; seed++) {
      pairs.add(pair(workload, Stochasticity.NONE, seed, List.of()));
      pairs.add(pair(workload, floor, seed, List.of()));
      pairs.add(pair(workload, floor, seed, List.of(noise, scaling)));
    }
    compare(workload, pairs);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theOrderOfThreadsAndThePlaceOfScratchMemoryMatterToNoBit(int seed) throws Exception {
    StubDriver.call("stub_shuffle", seed);
    if (seed == 3) {
      gpu.close();
      StubDriver.call("stub_device", 12040, 80, 2048, 1, 1L << 32);
      gpu = StubDriver.again();
    }
    Workload workload = workload(clipped());
    List<Pair> pairs = new ArrayList<>();
    for (String family : families()) {
      Exposure exposure =
          exposure(
              family,
              magnitudes(family).get(1),
              family.equals("initial-scale")
                  ? new Schedule.Always()
                  : new Schedule.Pulse(steps(2), steps(15)));
      pairs.add(pair(workload, Stochasticity.NONE, 3, List.of(exposure)));
    }
    compare(workload, pairs);
  }

  @Test
  void aTrainingThatDivergesStopsWhereItDoesHere() throws Exception {
    NetworkSpec relu = new NetworkSpec(List.of(16, 16), Activation.RELU);
    Workload workload = workload(learner(new Sgd(1e3, 0.9, null), 32, 0, 0, relu));
    List<Pair> pairs = new ArrayList<>();
    List<Exposure> all =
        List.of(
            exposure("weight-scaling", 60, new Schedule.OneShot(steps(5))),
            exposure("loss-scale", 60, new Schedule.Always()),
            exposure("signal-flip", 0.5, new Schedule.Always()),
            exposure("learning-rate-jitter", 10, new Schedule.Always()),
            exposure("gradient-noise", 1000, new Schedule.Pulse(steps(3), steps(30))));
    pairs.add(pair(workload, Stochasticity.NONE, 1, List.of()));
    for (Exposure exposure : all) {
      pairs.add(pair(workload, Stochasticity.NONE, 1, List.of(exposure)));
    }
    compare(workload, pairs);
    assertThat(pairs.stream().filter(pair -> end(pair.there(), STEPS).isPresent()).count())
        .isGreaterThan(3);
    assertThat(
            pairs.stream()
                .flatMap(pair -> end(pair.there(), STEPS).stream())
                .map(Diverged::getMessage)
                .collect(Collectors.toSet()))
        .hasSizeGreaterThan(1);
  }

  @Test
  void whatHasNoKernelIsSaid() {
    assertThat(refusal(new StaleGradients(3)))
        .contains("there is no kernel for family stale-gradients");
    assertThat(refusal(new BatchSizeScale(1, ScaleDirection.UP)))
        .contains("the kernel has no room for larger batches");
    assertThat(refusal(new LayerReset(1), new InitialScale(1, null)))
        .contains("layers are reset to parameters that were disturbed");
    assertThat(refusal(new StaleGradients(0))).isEmpty();
  }

  private static Optional<String> refusal(Perturbation... perturbations) {
    return ClassifierCohort.refusal(
        Stream.of(perturbations).map(p -> new Exposure(p, new Schedule.Always())).toList());
  }

  @Test
  void whatNoKernelTrainsIsSaid() {
    assertThat(ClassifierCohort.refusal(workload(plain()))).isEmpty();
    Workload dl4j = new Workload("b", Engine.DL4J, new Blobs(3, 4, 3.0, 96, 40, null), plain(), 10);
    assertThat(ClassifierCohort.refusal(dl4j))
        .contains("the kernels train classifiers of engine vector");
    NetworkSpec deep = new NetworkSpec(Collections.nCopies(9, 4), Activation.TANH);
    assertThat(ClassifierCohort.refusal(workload(learner(Adam.of(0.1, 0), 8, 0, 0, deep))))
        .contains("the kernel has 9 layers, not 10");
    NetworkSpec wide = new NetworkSpec(List.of(4096, 4096), Activation.TANH);
    assertThat(ClassifierCohort.refusal(workload(learner(Adam.of(0.1, 0), 8, 0, 0, wide))))
        .contains("a batch's activations and the parameters take more than 64 MiB");
  }

  @Test
  void aLostDeviceIsOneLine() {
    assertThatThrownBy(
            () -> {
              Workload workload = workload(plain());
              Trainee trainee = pair(workload, Stochasticity.NONE, 1, List.of()).there();
              try (ClassifierCohort cohort = ClassifierCohort.of(gpu, workload, List.of(trainee))) {
                StubDriver.call("stub_fail", "cuCtxSynchronize", 719);
                cohort.advance(4);
              }
            })
        .hasMessage(
            "Cannot use the GPU: cuCtxSynchronize gave error 719, unspecified launch failure");
  }
}
