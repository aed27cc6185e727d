package org.shaketable.analytics.stats.descriptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Jackknife;
import org.shaketable.analytics.stats.bootstrap.Statistic;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.correlation.Association;
import org.shaketable.analytics.stats.correlation.Correlation;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.curve.Normalisation;
import org.shaketable.analytics.stats.decomposition.VarianceShares;
import org.shaketable.analytics.stats.detection.DetrendedWindows;
import org.shaketable.analytics.stats.detection.PastWindow;
import org.shaketable.analytics.stats.detection.Sustained;
import org.shaketable.analytics.stats.interval.ClusteredShare;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.SkewedMean;
import org.shaketable.analytics.stats.metastate.Comoments;
import org.shaketable.analytics.stats.metastate.Surrogate;
import org.shaketable.analytics.stats.reliability.FinalDispersion;
import org.shaketable.analytics.stats.reliability.WithinRun;
import org.shaketable.analytics.stats.run.DivergenceRate;
import org.shaketable.analytics.stats.run.SpikeScore;
import org.shaketable.analytics.stats.warning.Indicator;

/**
 * What is divided by a deviation, of numbers that are equal but that binary does not hold: their
 * mean misses them by an ulp, which must not count as a deviation.
 */
class RoundedConstantsTest {
  private static final BootstrapSettings SETTINGS = new BootstrapSettings(1, 200, 0.95);

  /** Constants and sizes; of those that public reports name, and others of their kind. */
  static Stream<Arguments> constants() {
    return Stream.of(
        Arguments.of(14.3, 7),
        Arguments.of(0.1, 20),
        Arguments.of(0.1, 10),
        Arguments.of(0.3, 60),
        Arguments.of(1.810, 1448),
        Arguments.of(0.576, 1448),
        Arguments.of(-1.0 / 3, 31),
        Arguments.of(0.1, 100_000),
        Arguments.of(1e-300, 9),
        Arguments.of(-7.7e200, 11),
        Arguments.of(0.9666666666666667, 45));
  }

  private static double[] many(double value, int n) {
    return IntStream.range(0, n).mapToDouble(i -> value).toArray();
  }

  @ParameterizedTest
  @MethodSource("constants")
  void aConstantHasNoMomentsButItsMean(double value, int n) {
    Moments moments = Moments.of(many(value, n));

    assertThat(moments.average()).isEqualTo(value);
    assertThat(moments.variance()).isZero();
    assertThat(moments.skewness()).isNaN();
    assertThat(moments.kurtosis()).isNaN();
    Moments merged = Moments.of(many(value, 3)).plus(Moments.of(many(value, n)));
    assertThat(merged.variance()).isZero();
    assertThat(merged.skewness()).isNaN();
  }

  @ParameterizedTest
  @MethodSource("constants")
  void nothingCorrelatesWithAConstant(double value, int n) {
    double[] constant = many(value, n);
    double[] rising = IntStream.range(0, n).mapToDouble(i -> 0.1 * i).toArray();
    for (double[] other : List.of(rising, many(0.576, n))) {
      for (Association association : List.of(Association.PEARSON, Association.SPEARMAN)) {
        Correlation correlation = association.of(constant, other);
        assertThat(correlation.coefficient()).isNaN();
        assertThat(correlation.p()).isNaN();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("constants")
  void earlyWarningsOfAPlateauAreSilent(double value, int n) {
    double[] plateau = many(value, Math.min(n, 60) + 20);

    double[] autocorrelation = DetrendedWindows.of(plateau, 20).autocorrelation();

    assertThat(Arrays.stream(DetrendedWindows.of(plateau, 20).variance()).skip(19))
        .containsOnly(0.0);
    assertThat(Arrays.stream(autocorrelation)).containsOnly(Double.NaN);
    assertThat(Sustained.maximum(autocorrelation, Sustained.CONSECUTIVE))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    for (Indicator indicator : Indicator.values()) {
      boolean spread = indicator.name().matches("VARIANCE|STANDARD_DEVIATION");
      assertThat(Arrays.stream(indicator.rolling(plateau, 20)).skip(19))
          .as("%s", indicator)
          .containsOnly(spread ? 0.0 : Double.NaN);
    }
  }

  /** Accuracies of a classifier that has converged, climbing first and then on a line. */
  @Test
  void onlyAPlateauOrALineSilencesTheAutocorrelation() {
    double[] climbing = new double[60];
    for (int i = 0; i < climbing.length; i++) {
      climbing[i] = i < 25 ? 0.96 * (1 - Math.exp(-i / 5.0)) : 0.9633333333333334;
    }
    double[] line = IntStream.range(0, 60).mapToDouble(i -> 0.1 + 0.3 * i).toArray();

    double[] climbed = DetrendedWindows.of(climbing, 20).autocorrelation();

    assertThat(Arrays.copyOfRange(climbed, 19, 44)).doesNotContain(Double.NaN);
    assertThat(Arrays.copyOfRange(climbed, 44, 60)).containsOnly(Double.NaN);
    assertThat(Arrays.stream(climbed).filter(r -> Math.abs(r - 0.95) < 1e-9)).isEmpty();
    assertThat(DetrendedWindows.of(line, 20).autocorrelation()).containsOnly(Double.NaN);
  }

  @ParameterizedTest
  @MethodSource("constants")
  void aCumulativeSumOfAConstantStaysAtZero(double value, int n) {
    double[] constant = many(value, Math.min(n, 100) + 30);

    assertThat(PastWindow.cumulativeSum(constant, 20)).containsOnly(0);
  }

  /** A step is as large as it is against what varies after it, however small it is. */
  @Test
  void aSmallStepFromAConstantIsNoMillions() {
    for (double relative : new double[] {1e-9, 1e-6, 1}) {
      double[] step = many(0.3, 60);
      Arrays.fill(step, 30, 60, 0.3 * (1 + relative));

      double largest = Arrays.stream(PastWindow.cumulativeSum(step, 20)).max().orElseThrow();

      assertThat(largest).as("step of %s", relative).isBetween(5.0, 20.0);
    }
  }

  @ParameterizedTest
  @MethodSource("constants")
  void runsThatAllEndAlikeHaveNoBounds(double value, int n) {
    Strata strata = Strata.ofSample(many(value, Math.min(n, 200)));
    for (Statistic statistic : List.of(Statistic.mean(0), Statistic.interquartileMean(0))) {
      Interval widened = Bootstrap.widened(strata, statistic, SETTINGS);
      assertThat(widened.estimate()).isCloseTo(value, within(1e-12 * Math.abs(value)));
      assertThat(widened.lower()).isNaN();
      assertThat(widened.upper()).isNaN();
      assertThat(Jackknife.acceleration(strata, statistic)).isNaN();
    }
    double size = Math.abs(value);
    double[] numbers = many(size, Math.min(n, 200));
    assertThat(SkewedMean.of(List.of(numbers), size, 0.95).lower()).isNaN();
    double[] nearly = numbers.clone();
    nearly[0] = Math.nextUp(size);
    nearly[1] = Math.nextDown(size);
    assertThat(SkewedMean.of(List.of(nearly), size, 0.95).lower()).isNaN();
    assertThat(FinalDispersion.of(nearly, new Interval(0, 0, 0, 0.95, n), 1).lower()).isNaN();
  }

  /** A third of each run's losses: as wide as for shares that binary holds. */
  @Test
  void equalSharesAreWorthAsManyObservationsAsRuns() {
    Interval tenths = ClusteredShare.of(many(0.1, 10), 0.95);
    Interval sixteenths = ClusteredShare.of(many(0.0625, 10), 0.95);

    assertThat(tenths.width()).isBetween(sixteenths.width(), 1.3 * sixteenths.width());
  }

  @Test
  void aResponseThatDoesNotVaryHasNoShares() {
    List<VarianceShares.Row> rows =
        IntStream.range(0, 30)
            .mapToObj(i -> new VarianceShares.Row(List.of("a" + i % 3, "b" + i % 2), 0.1))
            .toList();

    VarianceShares shares = VarianceShares.of(List.of("a", "b"), rows);

    assertThat(shares.factors().values()).containsOnly(Double.NaN);
    assertThat(shares.residual()).isNaN();
  }

  @Test
  void aConstantFeatureHasNoCovariance() {
    Comoments comoments = new Comoments(2);
    Comoments other = new Comoments(2);
    for (int i = 0; i < 50; i++) {
      comoments.add(new double[] {0.1 + i % 2 * 1.4e-17, i});
      other.add(new double[] {0.1, -i});
    }

    double[][] covariance = comoments.plus(other).covariance();

    assertThat(covariance[0]).containsOnly(0);
    assertThat(covariance[1][0]).isZero();
    assertThat(covariance[1][1]).isPositive();
    double[][] rescaled = Comoments.rescaled(covariance, new double[] {1, 1});
    assertThat(rescaled[0][1]).isZero();
    assertThat(Surrogate.AR1.sampler(many(0.1, 20)).draw(new SplittableRandom(1)))
        .containsOnly(0.1);
  }

  @Test
  void aDistanceThatDoesNotChangeGrowsAtRateZero() {
    long[] steps = IntStream.range(0, 20).mapToLong(i -> 100L * i).toArray();
    double[] distance =
        IntStream.range(0, 20).mapToDouble(i -> i % 2 == 0 ? 0.3 : 0.1 + 0.2).toArray();

    DivergenceRate rate = DivergenceRate.of(steps, distance, DivergenceRate.NO_SATURATION);

    assertThat(rate.rate()).isZero();
    assertThat(rate.quality()).isNaN();
    assertThat(rate.points()).isEqualTo(20);
  }

  @Test
  void aGainOfAnUlpIsNoScale() {
    assertThat(Normalisation.higher(0.3, 0.1 + 0.2).defined()).isFalse();
    assertThat(Normalisation.higher(0.3, 0.1 + 0.2).normalise(0.9)).isNaN();
    assertThat(Normalisation.higher(0.3, 0.3 + 1e-9).defined()).isTrue();
  }

  @Test
  void aFlatCurveHasNoFrequencies() {
    long[] steps = IntStream.range(0, 45).mapToLong(i -> i).toArray();
    Curve flat = Curve.of(steps, many(0.1, 45), many(0.1, 45));

    assertThat(WithinRun.highFrequencyEnergy(flat, 0.25)).isNaN();
    assertThat(new SpikeScore(7, 128).of(many(0.1, 45))).isZero();
  }

  @Test
  void whatVariesIsNotTakenForConstant() {
    double[] fine = {1000, 1000.000001, 1000.000002, 1000.000005};

    assertThat(Moments.of(fine).skewness()).isBetween(0.1, 2.0);
    assertThat(Rounding.only(1e-9, 1)).isFalse();
    assertThat(Rounding.only(1e-13, 1)).isTrue();
    assertThat(Rounding.only(0, 0)).isTrue();
    assertThat(Rounding.only(1e-300, 0)).isFalse();
    assertThat(Rounding.only(Double.NaN, 1)).isFalse();
    assertThat(Rounding.only(1, Double.POSITIVE_INFINITY)).isFalse();
    assertThat(Rounding.difference(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Rounding.difference(Double.POSITIVE_INFINITY, 3))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Rounding.difference(2, 1)).isEqualTo(1);
  }
}
