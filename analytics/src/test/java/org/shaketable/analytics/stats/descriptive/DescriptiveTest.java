package org.shaketable.analytics.stats.descriptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;
import static org.shaketable.analytics.stats.reference.Reference.elements;
import static org.shaketable.analytics.stats.reference.Reference.number;
import static org.shaketable.analytics.stats.reference.Reference.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.analytics.stats.reference.Reference;

/** numpy and scipy, tolerance 1e-10: stats_descriptive.json. */
class DescriptiveTest {
  private static final double TOLERANCE = 1e-10;

  private final JsonNode reference = Reference.json("stats_descriptive.json");
  private final double[] x = numbers(reference.get("x"));

  @Test
  void percentilesEqualNumpy() {
    double[] p = numbers(reference.get("percentiles"));
    double[] actual = Arrays.stream(p).map(q -> Percentiles.of(x, q)).toArray();

    double[] expected = numbers(reference.get("numpy_percentile_linear"));
    assertNear("percentiles", actual, expected, TOLERANCE);
    assertNear("median", Percentiles.median(x), number(reference.get("median")), TOLERANCE);
  }

  /** Ties, both zeros and infinities among them. */
  @Test
  void percentilesAreThoseOfTheSortedValues() {
    SplittableRandom random = new SplittableRandom(5);
    double[] special = {0.0, -0.0, 1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int sample = 0; sample < 2_000; sample++) {
      double[] values = new double[1 + random.nextInt(200)];
      boolean few = random.nextBoolean();
      Arrays.setAll(
          values, i -> few ? special[random.nextInt(special.length)] : random.nextGaussian());
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      double p = random.nextInt(5) * 25 + (few ? 0 : random.nextDouble() / 100);
      double percentile = Percentiles.of(values, Math.min(100, p));
      assertThat(Double.doubleToRawLongBits(percentile))
          .isEqualTo(Double.doubleToRawLongBits(Percentiles.ofSorted(sorted, Math.min(100, p))));
    }
  }

  @Test
  void momentsEqualScipy() {
    Moments moments = Moments.of(x);

    assertNear("mean", moments.average(), number(reference.get("mean")), TOLERANCE);
    double sd = number(reference.get("std_ddof1"));
    assertNear("sd", moments.standardDeviation(), sd, TOLERANCE);
    double population = Math.sqrt(moments.populationVariance());
    assertNear("population sd", population, number(reference.get("std_ddof0")), TOLERANCE);
    double skew = number(reference.get("skew_bias_false"));
    assertNear("skewness", moments.skewness(), skew, TOLERANCE);
    double kurtosis = number(reference.get("kurtosis_fisher_bias_false"));
    assertNear("kurtosis", moments.kurtosis(), kurtosis, TOLERANCE);
  }

  @Test
  void spreadEqualsScipy() {
    double iqr = number(reference.get("iqr_scipy"));
    assertNear("iqr", Spread.INTERQUARTILE_RANGE.of(x), iqr, TOLERANCE);
    double mad = number(reference.get("mad_unscaled"));
    assertNear("mad", Spread.MEDIAN_ABSOLUTE_DEVIATION.of(x), mad, TOLERANCE);
  }

  @Test
  void trimmedMeansEqualScipy() {
    double all = number(reference.get("trim_mean_0.25"));
    assertNear("all", TrimmedMean.interquartile(x), all, TOLERANCE);
    elements(reference.get("trim_mean_0.25_by_n"))
        .forEach(
            pair -> {
              double[] first = Arrays.copyOf(x, pair.get(0).asInt());
              double expected = number(pair.get(1));
              assertNear("n", TrimmedMean.interquartile(first), expected, TOLERANCE);
            });
  }

  @Test
  void momentsMerge() {
    double[] a = {1, 2, 4};
    double[] b = {8, 16, 32, 5};
    Moments both = Moments.of(1, 2, 4, 8, 16, 32, 5);

    Moments merged = Moments.of(a).plus(Moments.of(b));

    assertNear("variance", merged.variance(), both.variance(), 1e-14);
    assertNear("skewness", merged.skewness(), both.skewness(), 1e-14);
    assertNear("kurtosis", merged.kurtosis(), both.kurtosis(), 1e-13);
    assertNear("mean", merged.average(), both.average(), 1e-14);
    assertThat(Moments.EMPTY.plus(both)).isEqualTo(both);
    assertThat(both.plus(Moments.EMPTY)).isEqualTo(both);
  }

  @Test
  void tinyCasesByHand() {
    assertThat(Percentiles.of(new double[] {4, 1, 2}, 25)).isEqualTo(1.5);
    assertThat(TrimmedMean.interquartile(new double[] {100, 2, 4, -7})).isEqualTo(3);
    assertThat(Moments.of(1, 2, 6).variance()).isEqualTo(7);
    assertThat(Spread.MEDIAN_ABSOLUTE_DEVIATION.of(new double[] {1, 2, 6})).isEqualTo(1);
  }

  @Test
  void emptyOneAndNaN() {
    double[] none = {};
    double[] one = {3};
    double[] missing = {1, Double.NaN, 2};

    assertThat(Percentiles.median(none)).isNaN();
    assertThat(Percentiles.median(one)).isEqualTo(3);
    assertThat(Percentiles.median(missing)).isNaN();
    assertThat(Percentiles.median(Percentiles.withoutNaN(missing))).isEqualTo(1.5);
    assertThat(TrimmedMean.interquartile(none)).isNaN();
    assertThat(TrimmedMean.interquartile(one)).isEqualTo(3);
    assertThat(TrimmedMean.interquartile(missing)).isNaN();
    assertThat(Moments.of().average()).isNaN();
    assertThat(Moments.of().populationVariance()).isNaN();
    assertThat(Moments.of(one).variance()).isNaN();
    assertThat(Moments.of(1, 2).skewness()).isNaN();
    assertThat(Moments.of(1, 1, 1, 1).kurtosis()).isNaN();
    assertThat(Moments.of(missing).variance()).isNaN();
  }

  @Test
  void infinitiesAreOrderedAndTrimmed() {
    double[] values = {1 / 0.0, 1, 2, 3, -1 / 0.0};

    assertThat(Percentiles.of(values, 100)).isInfinite();
    assertThat(Percentiles.median(values)).isEqualTo(2);
    assertThat(TrimmedMean.interquartile(values)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void spreadFollowsScaleAndNotShift(Spread spread) {
    double[] moved = Arrays.stream(x).map(value -> 5 - 2 * value).toArray();
    double[] reversed = new double[x.length];
    Arrays.setAll(reversed, i -> x[x.length - 1 - i]);

    assertNear("moved", spread.of(moved), 2 * spread.of(x), 1e-14);
    assertNear("reversed", spread.of(reversed), spread.of(x), 1e-14);
    assertThat(spread.of(new double[0])).isNaN();
  }

  @Test
  void outOfRangeIsRefused() {
    assertThatThrownBy(() -> Percentiles.of(x, 101))
        .hasMessage("Invalid percentile: expected a number in [0, 100], found 101.0");
    assertThatThrownBy(() -> TrimmedMean.of(x, 0.5))
        .hasMessage("Invalid share: expected a number in [0, 0.5), found 0.5");
  }
}
