package org.shaketable.analytics.stats.metastate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.claim.Verdict;

class LowDimensionTest {
  private static final int RUNS = 12;
  private static final int GROUPS = 10;
  private static final int LENGTH = 40;
  private static final int FEATURES = 5;
  private static final int DRAWS = 100;

  private static final double[] CHANCE = SubspaceAgreement.ofChance(FEATURES, 1, 999, 3);

  /** What ten groups of runs leave without each, {@code spread} apart. */
  private static double[] without(double share, double spread) {
    return IntStream.range(0, 10).mapToDouble(i -> share + spread * (i % 2)).toArray();
  }

  private static LowDimension of(double share, double agreement, double from, double to) {
    return of(share, 0.001, agreement, from, to);
  }

  private static LowDimension of(
      double share, double spread, double agreement, double from, double to) {
    double[] draws =
        IntStream.range(0, DRAWS).mapToDouble(i -> from + (to - from) * i / 99).toArray();
    Map<Surrogate, double[]> nulls = new EnumMap<>(Surrogate.class);
    nulls.put(Surrogate.AR1, draws);
    nulls.put(Surrogate.TIME_SHUFFLED, Arrays.stream(draws).map(x -> x / 2).toArray());
    return LowDimension.of(100, share, without(share, spread), agreement, nulls, CHANCE, 0.95);
  }

  @Test
  void aboveEveryDrawAndAgreedUponItIsConfirmed() {
    LowDimension found = of(0.61, 0.99, 0.2, 0.6);

    assertThat(found.verdict()).isEqualTo(Verdict.CONFIRMED);
    assertThat(found.p()).containsEntry(Surrogate.AR1, 1 / 101.0);
    assertThat(found.strongest()).isEqualTo(Surrogate.AR1);
    assertThat(found.overLargest()).isCloseTo(0.01, within(1e-12));
    assertThat(found.overOrdinary()).isCloseTo(0.21, within(1e-12));
  }

  @Test
  void aShareThatIsKnownToBeAnOrdinaryDrawIsRefuted() {
    assertThat(of(0.39, 0.99, 0.2, 0.6).verdict()).isEqualTo(Verdict.REFUTED);
    // The upper end: t of 9 degrees of freedom times sqrt(9 / 10 * 10 * 0.0005^2), beside -0.01.
    assertThat(of(0.39, 0.99, 0.2, 0.6).upper()).isCloseTo(-0.01 + 2.262 * 0.0015, within(1e-5));
  }

  /** By the rule before this one each of these refuted, though more runs could confirm. */
  @Test
  void whatFewRunsDoNotKnowIsUndecided() {
    assertThat(of(0.39, 0.05, 0.99, 0.2, 0.6).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(of(0.9, 0.01, 0.2, 0.6).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(of(0.59, 0.99, 0.2, 0.6).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(of(0.9, Double.NaN, 0.2, 0.6).verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void fewRunsConfirmButRefuteNothing() {
    double[] draws = IntStream.range(0, DRAWS).mapToDouble(i -> 0.2 + 0.004 * i).toArray();
    Map<Surrogate, double[]> nulls = Map.of(Surrogate.RANDOM_WALK, draws);

    LowDimension low = LowDimension.of(59, 0.3, without(0.3, 0.001), 0.99, nulls, CHANCE, 0.95);
    assertThat(low.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(low.upper()).isCloseTo(1 - 0.398, within(1e-12));
    assertThat(LowDimension.of(60, 0.3, without(0.3, 0.001), 0.99, nulls, CHANCE, 0.95).verdict())
        .isEqualTo(Verdict.REFUTED);
    assertThat(LowDimension.of(12, 0.9, without(0.9, 0.001), 0.99, nulls, CHANCE, 0.95).verdict())
        .isEqualTo(Verdict.CONFIRMED);
  }

  /** What 95 % intervals leave undecided, intervals of half the width may refute. */
  @Test
  void theUpperEndIsThatOfTheLevelAskedFor() {
    double[] draws = IntStream.range(0, DRAWS).mapToDouble(i -> 0.2 + 0.004 * i).toArray();
    Map<Surrogate, double[]> nulls = Map.of(Surrogate.RANDOM_WALK, draws);
    double[] without = without(0.39, 0.05);

    LowDimension usual = LowDimension.of(100, 0.39, without, 0.99, nulls, CHANCE, 0.95);
    LowDimension half = LowDimension.of(100, 0.39, without, 0.99, nulls, CHANCE, 0.5);

    assertThat(usual.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(usual.upper() - usual.overOrdinary()).isCloseTo(2.262157 * 0.075, within(1e-6));
    assertThat(half.upper() - half.overOrdinary()).isCloseTo(0.702722 * 0.075, within(1e-6));
  }

  @Test
  void randomSpacesAgreeByTheirShareOfAllDirectionsOnAverage() {
    assertThat(Arrays.stream(SubspaceAgreement.ofChance(10, 3, 4000, 1)).average())
        .hasValueCloseTo(0.3, within(0.01));
    assertThat(Arrays.stream(SubspaceAgreement.ofChance(4, 4, 5, 1)).boxed())
        .allSatisfy(value -> assertThat(value).isCloseTo(1, within(1e-9)));
  }

  /**
   * Features that share a direction, ones that do so a little (0.07 of the variance above the
   * strongest null), and ones that each go their own way.
   */
  @Test
  void madeUpFeaturesComeOutAsTheyWerePlanted() {
    SplittableRandom random = new SplittableRandom(9);
    Map<Verdict, Integer> shared = new EnumMap<>(Verdict.class);
    Map<Verdict, Integer> weak = new EnumMap<>(Verdict.class);
    Map<Verdict, Integer> own = new EnumMap<>(Verdict.class);
    for (int sample = 0; sample < 30; sample++) {
      shared.merge(planted(random, 1).verdict(), 1, Integer::sum);
      weak.merge(planted(random, 0.2).verdict(), 1, Integer::sum);
      own.merge(planted(random, 0).verdict(), 1, Integer::sum);
    }
    assertThat(shared.getOrDefault(Verdict.CONFIRMED, 0)).isGreaterThanOrEqualTo(29);
    assertThat(weak.getOrDefault(Verdict.REFUTED, 0)).isLessThanOrEqualTo(1);
    assertThat(own.getOrDefault(Verdict.CONFIRMED, 0)).isLessThanOrEqualTo(1);
    assertThat(own.getOrDefault(Verdict.REFUTED, 0)).isGreaterThanOrEqualTo(15);
  }

  private static LowDimension planted(SplittableRandom random, double shared) {
    Comoments[] groups = new Comoments[GROUPS];
    Arrays.setAll(groups, group -> new Comoments(FEATURES));
    Map<Surrogate, Comoments[]> nulls = new EnumMap<>(Surrogate.class);
    for (Surrogate surrogate : Surrogate.values()) {
      Comoments[] draws = new Comoments[DRAWS];
      Arrays.setAll(draws, i -> new Comoments(FEATURES));
      nulls.put(surrogate, draws);
    }
    for (int run = 0; run < RUNS; run++) {
      double[][] columns = features(random, shared);
      add(groups[run % GROUPS], columns);
      nulls.forEach(
          (surrogate, draws) -> {
            List<Surrogate.Sampler> samplers =
                Arrays.stream(columns).map(surrogate::sampler).toList();
            for (Comoments draw : draws) {
              add(
                  draw,
                  samplers.stream().map(sampler -> sampler.draw(random)).toArray(double[][]::new));
            }
          });
    }
    double[][] covariance = of(groups, group -> true).covariance();
    double[] variances = IntStream.range(0, FEATURES).mapToDouble(i -> covariance[i][i]).toArray();
    Map<Surrogate, double[]> shares = new EnumMap<>(Surrogate.class);
    nulls.forEach(
        (surrogate, draws) ->
            shares.put(
                surrogate,
                Arrays.stream(draws)
                    .map(draw -> Comoments.rescaled(draw.covariance(), variances))
                    .mapToDouble(scaled -> Components.of(scaled).explained()[0])
                    .toArray()));
    return LowDimension.of(
        100,
        Components.of(covariance).explained()[0],
        IntStream.range(0, GROUPS)
            .mapToObj(out -> of(groups, group -> group != out).covariance())
            .mapToDouble(rest -> Components.of(rest).explained()[0])
            .toArray(),
        SubspaceAgreement.of(
            of(groups, group -> group % 2 == 0).covariance(),
            of(groups, group -> group % 2 == 1).covariance(),
            1),
        shares,
        CHANCE,
        0.95);
  }

  private static Comoments of(Comoments[] groups, IntPredicate wanted) {
    return IntStream.range(0, GROUPS)
        .filter(wanted)
        .mapToObj(group -> groups[group])
        .reduce(Comoments::plus)
        .orElseThrow();
  }

  private static double[][] features(SplittableRandom random, double shared) {
    double[] common = memory(random);
    double[][] columns = new double[FEATURES][];
    for (int f = 0; f < FEATURES; f++) {
      double[] own = memory(random);
      columns[f] = new double[LENGTH];
      Arrays.setAll(columns[f], t -> 3 * shared * common[t] + own[t]);
    }
    return columns;
  }

  private static double[] memory(SplittableRandom random) {
    double[] series = new double[LENGTH];
    for (int t = 1; t < LENGTH; t++) {
      series[t] = 0.5 * series[t - 1] + random.nextGaussian();
    }
    return series;
  }

  private static void add(Comoments moments, double[][] columns) {
    double[] vector = new double[FEATURES];
    for (int t = 0; t < LENGTH; t++) {
      for (int f = 0; f < FEATURES; f++) {
        vector[f] = columns[f][t];
      }
      moments.add(vector);
    }
  }
}
