package org.shaketable.training.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.perturbation.BatchSizeScale;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.InitialScale;
import org.shaketable.perturbation.LayerReset;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.ScaleDirection;
import org.shaketable.perturbation.StaleGradients;
import org.shaketable.perturbation.WeightScaling;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.cohort.Disturbed;
import org.shaketable.training.cohort.Pair;
import org.shaketable.training.cohort.TraineeCohort;
import org.shaketable.training.data.Blobs;
import org.shaketable.training.descent.Annealing;
import org.shaketable.training.gpu.OnStubDriver;
import org.shaketable.training.gpu.StubDriver;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.optimizer.Sgd;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Trainings that the kernels do, compiled for a CPU and called through the driver's functions, have
 * the bits of those that the vector engine does: parameters, measurements and realised magnitudes.
 */
class ClassifierCohortTest extends OnStubDriver {
  private static final long STEPS = 40;

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

  static List<String> families() {
    return List.copyOf(Disturbed.families(clipped().surfaces()));
  }

  private static Classification clipped() {
    return learner(
        Adam.of(0.01, 1e-8), 24, 0.5, 0.1, new NetworkSpec(List.of(16, 24), Activation.TANH));
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyFamilyOnEveryScheduleHasTheBitsOfTheVectorEngine(String family) throws Exception {
    Workload workload = workload(clipped());
    Pair.compareEach(gpu, workload, Disturbed.everyWay(workload, family, schedules()));
  }

  @Test
  void largerBatchesAndResetsOfScaledLayersHaveTheBitsOfTheVectorEngine() throws Exception {
    Workload workload = workload(clipped());
    List<Pair> pairs = new ArrayList<>();
    for (double magnitude : List.of(0.3, 1.0, 6.0)) {
      Exposure up =
          new Exposure(
              new BatchSizeScale(magnitude, ScaleDirection.UP),
              new Schedule.Pulse(steps(3), steps(9)));
      Exposure scaled = Disturbed.by("initial-scale", magnitude, new Schedule.Always());
      Exposure reset = Disturbed.by("layer-reset", 0.5, new Schedule.Pulse(steps(7), steps(2)));
      pairs.add(Pair.of(workload, Stochasticity.NONE, 2, List.of(up)));
      pairs.add(Pair.of(workload, Stochasticity.NONE, 2, List.of(scaled, reset)));
      pairs.add(Pair.of(workload, Stochasticity.NONE, 2, List.of(reset, scaled)));
    }
    Pair.compare(gpu, workload, pairs);
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
      pairs.add(Pair.of(workload, Stochasticity.NONE, seed, List.of()));
      pairs.add(Pair.of(workload, floor, seed, List.of()));
      pairs.add(Pair.of(workload, floor, seed, List.of(noise, scaling)));
    }
    Pair.compare(gpu, workload, pairs);
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
    Schedule pulse = new Schedule.Pulse(steps(2), steps(15));
    List<Exposure> exposures =
        families().stream()
            .map(
                family ->
                    Disturbed.by(
                        family, family.equals("initial-scale") ? new Schedule.Always() : pulse))
            .toList();
    Pair.compare(gpu, workload, Pair.each(workload, 3, exposures));
  }

  @Test
  void aTrainingThatDivergesStopsWhereItDoesHere() throws Exception {
    NetworkSpec relu = new NetworkSpec(List.of(16, 16), Activation.RELU);
    Workload workload = workload(learner(new Sgd(1e3, 0.9, null), 32, 0, 0, relu));
    List<Exposure> all =
        List.of(
            Disturbed.by("weight-scaling", 60, new Schedule.OneShot(steps(5))),
            Disturbed.by("loss-scale", 60, new Schedule.Always()),
            Disturbed.by("signal-flip", 0.5, new Schedule.Always()),
            Disturbed.by("learning-rate-jitter", 10, new Schedule.Always()),
            Disturbed.by("gradient-noise", 1000, new Schedule.Pulse(steps(3), steps(30))));
    List<Pair> pairs = new ArrayList<>(Pair.each(workload, 1, all));
    pairs.add(Pair.of(workload, Stochasticity.NONE, 1, List.of()));
    Pair.compare(gpu, workload, pairs);
    assertThat(pairs.stream().filter(pair -> pair.end(STEPS).isPresent()).count()).isGreaterThan(3);
    assertThat(
            pairs.stream()
                .flatMap(pair -> pair.end(STEPS).stream())
                .map(Diverged::getMessage)
                .collect(Collectors.toSet()))
        .hasSizeGreaterThan(1);
  }

  @Test
  void whatHasNoKernelIsSaid() {
    assertThat(refusal(new StaleGradients(300), new StaleGradients(300)))
        .contains("what is disturbed keeps more than 512 gradients, or 64 MiB");
    assertThat(refusal(new StaleGradients(300))).isEmpty();
    assertThat(refusal(new BatchSizeScale(1, ScaleDirection.UP))).isEmpty();
    assertThat(refusal(new LayerReset(1), new InitialScale(1, null))).isEmpty();
    assertThat(refusal(new StaleGradients(0))).isEmpty();
  }

  private static Optional<String> refusal(Perturbation... perturbations) {
    return TraineeCohort.refusal(
        workload(plain()),
        Stream.of(perturbations).map(p -> new Exposure(p, new Schedule.Always())).toList());
  }

  @Test
  void whatNoKernelTrainsIsSaid() {
    assertThat(TraineeCohort.refusal(workload(plain()))).isEmpty();
    Workload dl4j = new Workload("b", Engine.DL4J, new Blobs(3, 4, 3.0, 96, 40, null), plain(), 10);
    assertThat(TraineeCohort.refusal(dl4j))
        .contains(
            "the kernels train classifiers, PPO on CartPole and language models (pretraining,"
                + " fine-tuning), of engine vector");
    NetworkSpec deep = new NetworkSpec(Collections.nCopies(18, 4), Activation.TANH);
    assertThat(TraineeCohort.refusal(workload(learner(Adam.of(0.1, 0), 8, 0, 0, deep))))
        .contains("the kernels have 18 layers, not 19");
    NetworkSpec wide = new NetworkSpec(List.of(4096, 4096), Activation.TANH);
    assertThat(TraineeCohort.refusal(workload(learner(Adam.of(0.1, 0), 8, 0, 0, wide))))
        .contains("a batch's activations and the parameters take more than 64 MiB");
  }

  @Test
  void aLostDeviceIsOneLine() {
    assertThatThrownBy(
            () -> {
              Workload workload = workload(plain());
              Trainee trainee = Pair.of(workload, Stochasticity.NONE, 1, List.of()).there();
              try (TraineeCohort cohort = TraineeCohort.of(gpu, workload, List.of(trainee))) {
                StubDriver.call("stub_fail", "cuCtxSynchronize", 719);
                cohort.advance(4);
              }
            })
        .hasMessage(
            "Cannot use the GPU: cuCtxSynchronize gave error 719, unspecified launch failure");
  }
}
