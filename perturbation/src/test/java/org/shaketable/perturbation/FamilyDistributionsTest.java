package org.shaketable.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.schedule.Schedule;

/**
 * The disturbance that arrives has the distribution that its formula states: normal, each entry on
 * its own with a probability, or the same at each event. Tolerances are about four standard errors.
 */
class FamilyDistributionsTest {
  private static final Bench CLEAN = Bench.of(Hooks.NONE);

  /** Same at each event, as {@link FamilySizesTest} measures to rounding. */
  private static final Set<String> EXACT =
      Set.of(
          "learning-rate-scale",
          "momentum-shift",
          "batch-size-scale",
          "clipping-scale",
          "loss-scale",
          "reward-scale",
          "weight-scaling",
          "initial-scale",
          "physics-shift",
          "label-smoothing",
          "gradient-quantisation",
          "weight-quantisation",
          "stale-gradients",
          "stale-worker",
          "delayed-observations",
          "reward-delay",
          "feature-drift");

  /** With tests of their own, below or in {@link FamilySizesTest}. */
  private static final Set<String> OTHERS =
      Set.of(
          "learning-rate-jitter",
          "weight-kick",
          "sensor-blackout",
          "sticky-actions",
          "sorted-order",
          "dropped-workers",
          "corrupt-worker");

  private static List<Arguments> normals() {
    return List.of(
        Arguments.of(new GradientNoise(0.5), Surface.GRADIENT),
        Arguments.of(new WeightNoise(0.5), Surface.PARAMETERS),
        Arguments.of(new RewardNoise(0.5), Surface.REWARDS),
        Arguments.of(new TargetNoise(0.5), Surface.TARGETS),
        Arguments.of(new AverageNoise(0.5), Surface.AVERAGE),
        Arguments.of(new InputNoise(0.5), Surface.INPUTS));
  }

  /** Perturbation, surface, and the probability with which an entry visibly changes. */
  private static List<Arguments> independent() {
    double others = (Bench.CHOICES - 1.0) / Bench.CHOICES;
    return List.of(
        Arguments.of(new GradientDropout(0.3), Surface.GRADIENT, 0.3),
        Arguments.of(new GradientSignFlip(0.3), Surface.GRADIENT, 0.3),
        Arguments.of(new OptimizerReset(0.3), Surface.OPTIMIZER_STATE, 0.3),
        Arguments.of(new WeightMasking(0.3), Surface.PARAMETERS, 0.3),
        Arguments.of(new RewardSparsification(0.3), Surface.REWARDS, 0.3),
        Arguments.of(new SignalFlip(0.3), Surface.REWARDS, 0.3),
        Arguments.of(new SignalFlip(0.3), Surface.LABELS, 0.3),
        Arguments.of(new TokenCorruption(0.3), Surface.TOKENS, 0.3),
        Arguments.of(new ActionNoise(0.3), Surface.ACTIONS, 0.3 * others),
        Arguments.of(new SampleDuplication(0.3), Surface.SAMPLES, 0.3),
        Arguments.of(new StructuredCorruption(0.3, null, null), Surface.LABELS, 0.1),
        Arguments.of(new SkewedWorkers(0.3), Surface.WORKER_SAMPLES, 0.3 * 0.99),
        Arguments.of(new ClassImbalance(1, null), Surface.SAMPLES, replaced(1)));
  }

  /** Share of samples that give way where a third of them has the favoured class. */
  private static double replaced(double magnitude) {
    double odds = 0.5 * Math.exp(magnitude);
    return odds / (1 + odds) - 1.0 / Bench.CLASSES;
  }

  private static Bench shaken(Perturbation perturbation) {
    return Bench.of(perturbation, new Schedule.Always(), 8);
  }

  @ParameterizedTest
  @MethodSource("normals")
  void noiseIsNormalAndOfMeanZero(Perturbation perturbation, Surface surface) {
    List<double[]> before = CLEAN.values.get(surface);
    List<double[]> after = shaken(perturbation).values.get(surface);
    List<Double> noise = new ArrayList<>();
    for (int step = 50; step < before.size(); step++) {
      for (int[] part : parts(surface)) {
        double[] old = before.get(step);
        double[] now = after.get(step);
        double scale = scale(surface, old, part);
        IntStream.range(part[0], part[1]).forEach(i -> noise.add((now[i] - old[i]) / scale));
      }
    }
    double n = noise.size();
    double mean = moment(noise, 0, 1);
    double variance = moment(noise, mean, 2);
    assertThat(mean / Math.sqrt(variance)).isCloseTo(0, within(4 / Math.sqrt(n)));
    assertThat(moment(noise, mean, 3) / Math.pow(variance, 1.5))
        .isCloseTo(0, within(4 * Math.sqrt(6 / n)));
    assertThat(moment(noise, mean, 4) / (variance * variance))
        .isCloseTo(3, within(6 * Math.sqrt(24 / n) + 0.05));
    // Neighbours share nothing.
    assertThat(lagOne(noise.stream().mapToDouble(x -> x).toArray()))
        .isCloseTo(0, within(4 / Math.sqrt(n)));
  }

  /** Entries whose noise has one standard deviation. */
  private static List<int[]> parts(Surface surface) {
    return switch (surface) {
      case PARAMETERS ->
          Bench.LAYOUT.tensors().stream().map(t -> new int[] {t.offset(), t.end()}).toList();
      case INPUTS ->
          IntStream.range(0, Bench.ROWS)
              .boxed()
              .flatMap(
                  row ->
                      IntStream.range(0, Bench.COLUMNS)
                          .mapToObj(j -> 1 + row * Bench.STRIDE + j)
                          .map(at -> new int[] {at, at + 1}))
              .toList();
      default -> List.of(new int[] {0, Bench.size(surface)});
    };
  }

  private static double scale(Surface surface, double[] before, int[] part) {
    if (surface == Surface.INPUTS) {
      return Bench.SCALE[(part[0] - 1) % Bench.STRIDE];
    }
    double[] values = Arrays.copyOfRange(before, part[0], part[1]);
    double mean = surface == Surface.TARGETS ? Arrays.stream(values).average().orElseThrow() : 0;
    // Rewards have the scale of all that came before, near enough one number here.
    return surface == Surface.REWARDS
        ? 1
        : Math.sqrt(
            Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
  }

  private static double moment(List<Double> values, double centre, int power) {
    return values.stream().mapToDouble(x -> Math.pow(x - centre, power)).average().orElseThrow();
  }

  private static double lagOne(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (int i = 1; i < values.length; i++) {
      products += (values[i] - mean) * (values[i - 1] - mean);
      squares += (values[i] - mean) * (values[i] - mean);
    }
    return products / squares;
  }

  @ParameterizedTest
  @MethodSource("independent")
  void eachEntryIsStruckOnItsOwn(Perturbation perturbation, Surface surface, double probability) {
    List<double[]> before = CLEAN.values.get(surface);
    List<double[]> after = shaken(perturbation).values.get(surface);
    int calls = surface == Surface.OPTIMIZER_STATE ? 2 : 1;
    int size = Bench.size(surface);
    double[] counts =
        IntStream.range(0, Bench.STEPS)
            .map(step -> calls * step)
            .mapToDouble(i -> changed(before.get(i), after.get(i), size))
            .toArray();
    double mean = DoubleStream.of(counts).average().orElseThrow();
    double variance =
        DoubleStream.of(counts).map(c -> (c - mean) * (c - mean)).average().orElseThrow();
    double trials = (double) size * Bench.STEPS;
    assertThat(mean / size)
        .isCloseTo(probability, within(5 * Math.sqrt(probability * (1 - probability) / trials)));
    // Binomial: neither clustered nor evened out, and not repeated from event to event.
    assertThat(variance / (mean * (1 - mean / size)))
        .isCloseTo(1, within(4 * Math.sqrt(2.0 / Bench.STEPS)));
    assertThat(lagOne(counts)).isCloseTo(0, within(4 / Math.sqrt(Bench.STEPS)));
  }

  private static int changed(double[] before, double[] after, int size) {
    return (int) IntStream.range(0, size).filter(i -> before[i] != after[i]).count();
  }

  @Test
  void whatReplacesAnEntryIsUniform() {
    assertUniform(new TokenCorruption(0.5), Surface.TOKENS, Bench.VOCABULARY);
    assertUniform(new ActionNoise(0.5), Surface.ACTIONS, Bench.CHOICES);
    assertUniform(new SignalFlip(0.5), Surface.LABELS, Bench.CLASSES);
  }

  private static void assertUniform(Perturbation perturbation, Surface surface, int values) {
    List<double[]> before = CLEAN.values.get(surface);
    List<double[]> after = shaken(perturbation).values.get(surface);
    // How far round the circle of values it went: 1 .. values - 1 equally often.
    int[] moves = new int[values];
    for (int step = 0; step < Bench.STEPS; step++) {
      for (int i = 0; i < Bench.size(surface); i++) {
        moves[(int) (after.get(step)[i] - before.get(step)[i] + values) % values]++;
      }
    }
    double expected = IntStream.of(moves).skip(1).average().orElseThrow();
    for (int move = 1; move < values; move++) {
      assertThat((double) moves[move]).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }
  }

  @Test
  void aKickGoesUpAndDownAnywhere() {
    List<double[]> before = CLEAN.values.get(Surface.PARAMETERS);
    List<double[]> after = shaken(new WeightKick(3)).values.get(Surface.PARAMETERS);
    int size = Bench.LAYOUT.size();
    int up = 0;
    int early = 0;
    for (int step = 0; step < Bench.STEPS; step++) {
      double[] old = before.get(step);
      double[] now = after.get(step);
      int at = IntStream.range(0, size).filter(i -> old[i] != now[i]).findFirst().orElseThrow();
      up += now[at] > old[at] ? 1 : 0;
      early += at < size / 2 ? 1 : 0;
    }
    assertThat(up).isBetween(160, 240);
    assertThat(early).isBetween(160, 240);
  }

  @Test
  void jitterIsLogNormal() {
    List<double[]> rates = shaken(new LearningRateJitter(0.5)).values.get(Surface.LEARNING_RATE);
    List<Double> logs = rates.stream().map(rate -> Math.log(rate[0] / 0.01) / 0.5).toList();
    assertThat(moment(logs, 0, 1)).isCloseTo(0, within(0.2));
    assertThat(moment(logs, 0, 2)).isCloseTo(1, within(0.29));
    assertThat(moment(logs, 0, 4)).isCloseTo(3, within(2.0));
  }

  /** The first worker never leaves; the others do, each on its own. */
  @Test
  void workersLeaveEachOnItsOwnAndOneStays() {
    List<double[]> after = shaken(new DroppedWorkers(0.3)).values.get(Surface.WORKERS);
    assertThat(after).allMatch(missing -> missing[0] == 0);
    double both =
        after.stream()
            .filter(missing -> missing[1] == Hooks.ABSENT && missing[2] == Hooks.ABSENT)
            .count();
    assertThat(both / after.size()).isCloseTo(0.09, within(0.06));
  }

  @Test
  void oneWorkersLabelsAreWrongAndNoOthers() {
    List<double[]> before = CLEAN.values.get(Surface.WORKER_LABELS);
    List<double[]> after = shaken(new CorruptWorker(0.5)).values.get(Surface.WORKER_LABELS);
    int[] changed = new int[Bench.SHARES];
    int[] kinds = new int[Bench.CLASSES];
    for (int step = 0; step < after.size(); step++) {
      for (int i = 0; i < 32; i++) {
        int shift = (int) (after.get(step)[i] - before.get(step)[i] + Bench.CLASSES);
        changed[i / 8] += shift % Bench.CLASSES == 0 ? 0 : 1;
        kinds[shift % Bench.CLASSES]++;
      }
    }
    assertThat(changed[0] / 3200.0).isCloseTo(0.5, within(0.036));
    assertThat(Arrays.stream(changed).skip(1)).containsOnly(0);
    assertThat(kinds[1] / (double) changed[0]).isCloseTo(0.5, within(0.05));
  }

  @Test
  void layersAreResetEachOnItsOwn() {
    List<double[]> after = shaken(new LayerReset(0.3)).values.get(Surface.PARAMETERS);
    double[] initial = CLEAN.initial;
    int first = 0;
    int both = 0;
    for (double[] now : after) {
      boolean one = now[0] == initial[0];
      boolean two = now[88] == initial[88];
      first += one ? 1 : 0;
      both += one && two ? 1 : 0;
    }
    assertThat(first / 400.0).isCloseTo(0.3, within(0.1));
    assertThat(both / 400.0).isCloseTo(0.09, within(0.06));
  }

  @Test
  void everyFamilyHasItsDistributionTested() {
    Set<String> tested = new TreeSet<>(EXACT);
    tested.addAll(OTHERS);
    tested.add("layer-reset");
    Function<Arguments, String> name = a -> ((Perturbation) a.get()[0]).family().name();
    Stream.concat(normals().stream(), independent().stream()).map(name).forEach(tested::add);
    assertThat(tested)
        .containsExactlyInAnyOrderElementsOf(
            Families.all().stream().map(entry -> entry.family().name()).toList());
  }
}
