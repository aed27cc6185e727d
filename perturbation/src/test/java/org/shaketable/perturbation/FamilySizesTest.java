package org.shaketable.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;

/**
 * The disturbance that arrives has the size that was asked for: measured on what the hooks give
 * back, not on what the family says of itself, and then compared with what it says. Tolerances are
 * about four standard errors of 400 events.
 */
class FamilySizesTest {
  private static final Bench CLEAN = Bench.of(Hooks.NONE);

  /** One case: the measured size of a shaken bench, and its tolerance. */
  private static Arguments of(
      Perturbation perturbation, double tolerance, ToDoubleFunction<Bench> size) {
    return Arguments.of(perturbation.family().name(), perturbation, tolerance, size);
  }

  static Stream<Arguments> sizes() {
    return Stream.of(optimization(), data(), parameter(), signal()).flatMap(List::stream);
  }

  private static List<Arguments> optimization() {
    return List.of(
        of(new GradientNoise(0.5), 0.01, b -> Sizes.noise(CLEAN, b, Surface.GRADIENT)),
        of(new GradientDropout(0.3), 0.01, b -> Sizes.zeros(b, Surface.GRADIENT)),
        of(new GradientSignFlip(0.3), 0.01, b -> Sizes.changed(CLEAN, b, Surface.GRADIENT)),
        of(new GradientQuantisation(5), 0, b -> Sizes.bits(b, Surface.GRADIENT)),
        of(new StaleGradients(3), 0.05, b -> Sizes.lag(CLEAN, b, Surface.GRADIENT)),
        of(new OptimizerReset(0.3), 0.01, b -> Sizes.zeros(b, Surface.OPTIMIZER_STATE)),
        of(new LearningRateScale(2, null), 1e-9, b -> Sizes.log2(CLEAN, b, Surface.LEARNING_RATE)),
        of(
            new LearningRateScale(2, ScaleDirection.DOWN),
            1e-9,
            b -> -Sizes.log2(CLEAN, b, Surface.LEARNING_RATE)),
        of(
            new LearningRateJitter(0.7),
            0.1,
            b -> Sizes.logDeviation(CLEAN, b, Surface.LEARNING_RATE)),
        of(new MomentumShift(1, null), 1e-9, b -> Sizes.logOdds(CLEAN, b, Surface.MOMENTUM)),
        of(
            new MomentumShift(1, ScaleDirection.DOWN),
            1e-9,
            b -> -Sizes.logOdds(CLEAN, b, Surface.MOMENTUM)),
        of(new BatchSizeScale(2, null), 1e-9, b -> -Sizes.log2(CLEAN, b, Surface.BATCH_SIZE)),
        of(new StaleWorker(3), 1e-9, b -> Sizes.perEvent(b, Surface.WORKERS)),
        of(
            new DroppedWorkers(0.3),
            0.03,
            b -> -Sizes.perEvent(b, Surface.WORKERS) / (Bench.WORKERS - 1)),
        of(new AverageNoise(0.5), 0.01, b -> Sizes.noise(CLEAN, b, Surface.AVERAGE)),
        of(new ClippingScale(2, null), 1e-9, b -> Sizes.log2(CLEAN, b, Surface.CLIPPING)));
  }

  private static List<Arguments> data() {
    return List.of(
        of(new InputNoise(0.5), 0.02, b -> Sizes.inputNoise(CLEAN, b)),
        of(new SensorBlackout(0.3, null), 0.1, Sizes::darkRows),
        of(new FeatureDrift(3), 1e-4, b -> Sizes.drift(CLEAN, b)),
        of(new SampleDuplication(0.3), 0.02, b -> Sizes.changed(CLEAN, b, Surface.SAMPLES)),
        of(new SortedOrder(0.3), 0.02, b -> Sizes.changed(CLEAN, b, Surface.SAMPLES)),
        of(new ClassImbalance(1, null), 0.1, b -> Sizes.imbalance(b)),
        of(new TokenCorruption(0.3), 0.02, b -> Sizes.changed(CLEAN, b, Surface.TOKENS)),
        of(
            new ActionNoise(0.3),
            0.04,
            b -> Sizes.changed(CLEAN, b, Surface.ACTIONS) * Bench.CHOICES / (Bench.CHOICES - 1)),
        of(
            new StickyActions(0.3),
            0.04,
            b -> Sizes.changed(CLEAN, b, Surface.ACTIONS) * Bench.CHOICES / (Bench.CHOICES - 1)),
        of(
            new PhysicsShift(2, "gravity", null),
            1e-9,
            b -> Sizes.log2(CLEAN, b, Surface.PHYSICS) * 2),
        of(new SkewedWorkers(0.3), 0.02, b -> Sizes.changed(CLEAN, b, Surface.WORKER_SAMPLES)),
        of(new DelayedObservations(3), 0.05, b -> Sizes.inputLag(CLEAN, b)));
  }

  private static List<Arguments> parameter() {
    return List.of(
        of(new WeightNoise(0.5), 0.02, b -> Sizes.tensorNoise(CLEAN, b)),
        of(new WeightKick(3), 0.001, b -> Sizes.kick(CLEAN, b)),
        of(new WeightMasking(0.3), 0.01, b -> Sizes.zeros(b, Surface.PARAMETERS)),
        of(new WeightQuantisation(5), 0, b -> Sizes.bits(b, Surface.PARAMETERS)),
        of(new LayerReset(0.3), 0.07, Sizes::resetLayers),
        of(new WeightScaling(2, null), 1e-6, b -> Sizes.log2(CLEAN, b, Surface.PARAMETERS)),
        of(
            new InitialScale(2, ScaleDirection.DOWN),
            1e-6,
            b -> -Sizes.log2(CLEAN, b, Surface.INITIALISATION)));
  }

  private static List<Arguments> signal() {
    return List.of(
        of(new SignalFlip(0.3), 0.02, b -> Sizes.changed(CLEAN, b, Surface.LABELS)),
        of(new SignalFlip(0.3), 0.04, b -> Sizes.changed(CLEAN, b, Surface.REWARDS)),
        of(
            new CorruptWorker(0.3),
            0.035,
            b -> Sizes.changed(CLEAN, b, Surface.WORKER_LABELS) * Bench.SHARES),
        of(new RewardNoise(0.5), 0.05, b -> Sizes.noise(CLEAN, b, Surface.REWARDS)),
        of(new RewardDelay(3), 0.05, b -> Sizes.lag(CLEAN, b, Surface.REWARDS)),
        of(new RewardSparsification(0.3), 0.04, b -> Sizes.zeros(b, Surface.REWARDS)),
        of(new RewardScale(2, null), 1e-6, b -> Sizes.log2(CLEAN, b, Surface.REWARDS)),
        of(new TargetNoise(0.5), 0.03, b -> Sizes.noise(CLEAN, b, Surface.TARGETS)),
        of(new LossScale(2, null), 1e-6, b -> Sizes.log2(CLEAN, b, Surface.GRADIENT)),
        of(new LabelSmoothing(0.3), 1e-9, Sizes::smoothing),
        of(new StructuredCorruption(0.3, null, null), 0.03, b -> Sizes.mistaken(CLEAN, b)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sizes")
  void theDisturbanceHasTheSizeThatWasAskedFor(
      String name, Perturbation perturbation, double tolerance, ToDoubleFunction<Bench> size) {
    Exposure exposure = new Exposure(perturbation, new Schedule.Always());
    Shaker shaker = new Shaker(List.of(exposure), 8, Bench.HORIZON);
    Bench shaken = Bench.of(shaker);
    double magnitude = perturbation.magnitude();
    assertThat(size.applyAsDouble(shaken)).isCloseTo(magnitude, within(tolerance + 1e-12));
    assertThat(shaker.realisedMagnitudes().get(0))
        .isCloseTo(magnitude, within(tolerance + 0.03 * magnitude));
  }

  @Test
  void everyFamilyIsMeasured() {
    assertThat(sizes().map(arguments -> arguments.get()[0]).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Families.all().stream().map(entry -> (Object) entry.family().name()).toList());
  }

  @Test
  void noiseIsNormal() {
    double[] noise =
        Sizes.differences(
            CLEAN, Bench.of(new GradientNoise(0.5), new Schedule.Always(), 8), Surface.GRADIENT);
    double m2 = 0;
    double m3 = 0;
    double m4 = 0;
    for (double x : noise) {
      m2 += x * x / noise.length;
      m3 += x * x * x / noise.length;
      m4 += x * x * x * x / noise.length;
    }
    // Standard errors sqrt(6 / n) and sqrt(24 / n); n is about 50,000.
    assertThat(m3 / Math.pow(m2, 1.5)).isCloseTo(0, within(0.05));
    assertThat(m4 / (m2 * m2)).isCloseTo(3, within(0.15));
  }

  @Test
  void failuresOfSensorsHaveTheirMeanLength() {
    Bench shaken = Bench.of(new SensorBlackout(0.3, 10.0), new Schedule.Always(), 8);
    assertThat(Sizes.runLength(shaken)).isCloseTo(10, within(3.0));
  }

  @Test
  void aRampReachesHalfItsHeightHalfWay() {
    Schedule ramp = new Schedule.Ramp(Moment.parse("100 steps"), Moment.parse("200 steps"));
    Bench shaken = Bench.of(new LearningRateScale(2, null), ramp, 8);
    List<double[]> rates = shaken.values.get(Surface.LEARNING_RATE);
    assertThat(rates.get(99)[0]).isEqualTo(0.01);
    assertThat(rates.get(199)[0]).isCloseTo(0.02, within(1e-9));
    assertThat(rates.get(299)[0]).isCloseTo(0.04, within(1e-9));
    assertThat(rates.get(399)[0]).isCloseTo(0.04, within(1e-9));
  }

  @Test
  void fractionsOfAStepAreRoundedAtRandomToTheirMean() {
    Exposure exposure = new Exposure(new GradientQuantisation(2.5), new Schedule.Always());
    Shaker shaker = new Shaker(List.of(exposure), 8, Bench.HORIZON);
    Bench.of(shaker);
    assertThat(shaker.realisedMagnitudes().get(0)).isCloseTo(2.5, within(0.1));
  }
}
