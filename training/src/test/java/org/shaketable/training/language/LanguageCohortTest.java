package org.shaketable.training.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.perturbation.BatchSizeScale;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.LayerReset;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.ScaleDirection;
import org.shaketable.perturbation.StaleGradients;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.cohort.Disturbed;
import org.shaketable.training.cohort.Pair;
import org.shaketable.training.cohort.TraineeCohort;
import org.shaketable.training.gpu.OnStubDriver;
import org.shaketable.training.gpu.StubDriver;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.optimizer.Sgd;
import org.shaketable.training.text.Markov;
import org.shaketable.training.text.ModularArithmetic;
import org.shaketable.training.text.Text;
import org.shaketable.training.transformer.TransformerSpec;
import org.shaketable.training.transformer.TransformerSpec.Head;
import org.shaketable.training.transformer.TransformerSpec.QueryKeyNorm;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/**
 * Language models by the kernel, compiled for a CPU and called through the driver's functions, have
 * the bits of the vector engine: parameters, measurements and realised magnitudes.
 */
class LanguageCohortTest extends OnStubDriver {
  private static final long STEPS = 20;
  private static final Text TEXT = new Markov(5, 1, 2.0, 400, 120, 1L);

  private static TransformerSpec network(
      int layers, int width, int heads, int context, Head head, QueryKeyNorm norm, double dropout) {
    return new TransformerSpec(layers, width, heads, context, head, norm, dropout);
  }

  private static TransformerSpec small() {
    return network(1, 16, 2, 10, null, null, 0);
  }

  private static Pretraining learner(Object... settings) {
    Pretraining learner = Pretraining.of(STEPS, AdamW.of(0.02, 0.1), small());
    learner = Settings.with(learner, "batch-size", 3);
    for (int i = 0; i < settings.length; i += 2) {
      learner = Settings.with(learner, (String) settings[i], settings[i + 1]);
    }
    return learner;
  }

  private static Workload workload(Learner learner) {
    return workload(learner, TEXT);
  }

  private static Workload workload(Learner learner, Text text) {
    return new Workload("text", Engine.VECTOR, text, learner, 10);
  }

  private static Moment steps(int count) {
    return new Moment(count, Moment.Unit.STEPS);
  }

  private static List<Schedule> schedules() {
    return List.of(
        new Schedule.Always(),
        new Schedule.Pulse(steps(3), steps(5)),
        new Schedule.OneShot(steps(7)),
        new Schedule.Ramp(steps(2), steps(10)),
        new Schedule.Periodic(steps(2), steps(5), steps(2)));
  }

  static List<String> families() {
    return Disturbed.families(learner().surfaces()).stream()
        .filter(name -> kernel(learner(), Disturbed.by(name, 0.5, new Schedule.Always())))
        .toList();
  }

  private static boolean kernel(Learner learner, Exposure exposure) {
    return TraineeCohort.refusal(workload(learner), List.of(exposure)).isEmpty();
  }

  @Test
  void allFamiliesHaveKernels() {
    assertThat(families())
        .containsExactlyElementsOf(Disturbed.families(learner().surfaces()))
        .contains("token-corruption", "signal-flip", "batch-size-scale", "stale-gradients");
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyFamilyOnEveryScheduleHasTheBitsOfTheVectorEngine(String family) throws Exception {
    Workload workload = workload(learner("label-smoothing", 0.1));
    Pair.compareEach(gpu, workload, Disturbed.everyWay(workload, family, schedules()));
  }

  static Stream<Pretraining> learners() {
    TransformerSpec tied = network(2, 32, 2, 24, Head.TIED, QueryKeyNorm.LAYER_NORM, 0.1);
    TransformerSpec narrow = network(1, 48, 2, 17, Head.UNTIED, QueryKeyNorm.LAYER_NORM, 0);
    TransformerSpec padded = network(2, 16, 4, 6, Head.TIED, QueryKeyNorm.NONE, 0.5);
    TransformerSpec one = network(1, 32, 1, 33, Head.UNTIED, QueryKeyNorm.NONE, 0);
    return Stream.of(
        learner("network", tied, "z-loss", 0.01, "batch-size", 2),
        learner("network", narrow, "optimizer", Adam.of(0.01, 1e-8), "label-smoothing", 0.3),
        learner("network", padded, "optimizer", new Sgd(0.1, 0.9, true), "warm-up", 0.5),
        learner("network", one, "optimizer", new Sgd(0.5, null, null), "max-grad-norm", 0.0),
        learner("batch-size", 1, "z-loss", 1.0));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void everyNetworkAndOptimizerHasTheBitsOfTheVectorEngine(Pretraining learner) throws Exception {
    Stochasticity floor = new Stochasticity(Stochasticity.Kind.GRADIENT_NOISE_FLOOR, 0.2);
    Exposure noise = new Exposure(new GradientNoise(0.5), schedules().get(3));
    Exposure larger = new Exposure(new BatchSizeScale(1.5, ScaleDirection.UP), schedules().get(1));
    Workload workload = workload(learner);
    List<Pair> pairs = new ArrayList<>();
    for (long seed = 0; seed < 2; seed++) {
      pairs.add(Pair.of(workload, Stochasticity.NONE, seed, List.of()));
      pairs.add(Pair.of(workload, floor, seed, List.of(noise)));
    }
    pairs.add(Pair.of(workload, Stochasticity.NONE, 0, List.of(larger)));
    Pair.compare(gpu, workload, pairs);
  }

  @Test
  void dropoutAsALevelAndExamplesWithoutTargetsHaveTheBitsOfTheVectorEngine() throws Exception {
    Stochasticity dropout = new Stochasticity(Stochasticity.Kind.DROPOUT, 0.2);
    Workload sums = workload(learner(), new ModularArithmetic(7, null, null, null));
    Pair.compare(
        gpu,
        sums,
        List.of(
            Pair.of(sums, dropout, 1, List.of()),
            Pair.of(sums, dropout, 2, List.of()),
            Pair.of(
                sums, dropout, 1, List.of(Disturbed.by("signal-flip", 0.3, schedules().get(0))))));
  }

  @Test
  void fineTuningHasTheBitsOfTheVectorEngine() throws Exception {
    Start start = new Pretrained(new Markov(5, 1, 2.0, 400, 120, 2L), learner(), 3L);
    FineTuning learner = FineTuning.of(start, STEPS, AdamW.of(0.01, 0.1));
    Workload workload = workload(Settings.with(learner, "batch-size", 2));
    List<Pair> pairs = new ArrayList<>();
    pairs.add(Pair.of(workload, Stochasticity.NONE, 1, List.of()));
    for (String family : List.of("initial-scale", "layer-reset", "token-corruption")) {
      Exposure exposure = Disturbed.by(family, 0.5, new Schedule.Always());
      pairs.add(Pair.of(workload, Stochasticity.NONE, 1, List.of(exposure)));
    }
    Pair.compare(gpu, workload, pairs);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theOrderOfThreadsMattersToNoBit(int seed) throws Exception {
    StubDriver.call("stub_shuffle", seed);
    TransformerSpec network = network(1, 32, 4, 12, Head.TIED, QueryKeyNorm.LAYER_NORM, 0.1);
    Workload workload = workload(learner("network", network, "batch-size", 2));
    List<Exposure> disturbed =
        Stream.of("gradient-noise", "weight-noise", "optimizer-reset")
            .map(family -> Disturbed.by(family, schedules().get(1)))
            .toList();
    List<Pair> pairs = new ArrayList<>(Pair.each(workload, 4, disturbed));
    pairs.add(Pair.of(workload, Stochasticity.NONE, 4, List.of()));
    Pair.compare(gpu, workload, pairs);
  }

  @Test
  void aTrainingThatDivergesStopsWhereItDoesHere() throws Exception {
    Workload workload = workload(learner("max-grad-norm", 0.0));
    List<Pair> pairs =
        Pair.each(
            workload,
            1,
            List.of(
                Disturbed.by("weight-scaling", 60, new Schedule.OneShot(steps(3))),
                Disturbed.by("weight-scaling", 60, new Schedule.Always()),
                Disturbed.by("loss-scale", 60, new Schedule.Always()),
                Disturbed.by("learning-rate-scale", 30, new Schedule.Always()),
                Disturbed.by("learning-rate-jitter", 10, new Schedule.Always()),
                Disturbed.by("weight-kick", 1e6, new Schedule.Always())));
    Pair.compare(gpu, workload, pairs);
    assertThat(
            pairs.stream()
                .flatMap(pair -> pair.end(STEPS).stream())
                .map(Diverged::getMessage)
                .collect(Collectors.toSet()))
        .isNotEmpty();
  }

  @Test
  void theNaturalLogarithmIsThatOfStrictMath() {
    var logarithm = NativeLibrary.getInstance(StubDriver.path()).getFunction("stub_log");
    SplittableRandom random = new SplittableRandom(1);
    Stream<Double> special =
        Stream.of(0.0, -1.0, 1.0, 2.0, 1 + 1e-7, 1 - 1e-7, 1e-310, 1e308, Double.NaN, 1 / 0.0);
    Stream<Double> wide = random.longs(5000).mapToObj(Double::longBitsToDouble);
    Stream<Double> near = random.doubles(5000, 0.3, 300).mapToObj(x -> (double) (float) x);
    Stream.of(special, wide, near)
        .flatMap(all -> all)
        .forEach(
            x ->
                assertThat(Double.doubleToLongBits(logarithm.invokeDouble(new Object[] {x})))
                    .as("of " + x)
                    .isEqualTo(Double.doubleToLongBits(StrictMath.log(x))));
  }

  @Test
  void whatHasNoKernelIsSaid() {
    assertThat(TraineeCohort.refusal(workload(learner()))).isEmpty();
    assertThat(refusal(learner(), new StaleGradients(1000)))
        .contains("what is disturbed keeps more than 512 gradients, or 64 MiB");
    Pretraining deep = learner("network", network(4, 16, 2, 10, null, null, 0));
    assertThat(refusal(deep, new LayerReset(1))).contains("there is no kernel for layer-reset");
    assertThat(refusal(deep, new GradientNoise(1))).isEmpty();
    Pretraining large = learner("network", TransformerSpec.of(8, 512, 8, 100));
    assertThat(TraineeCohort.refusal(workload(large)))
        .contains("a batch's activations and the parameters take more than 64 MiB");
  }

  private static Optional<String> refusal(Pretraining learner, Perturbation perturbation) {
    return TraineeCohort.refusal(
        workload(learner), List.of(new Exposure(perturbation, new Schedule.Always())));
  }
}
