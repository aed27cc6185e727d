package org.shaketable.analytics.stats.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;
import static org.shaketable.analytics.stats.reference.Reference.elements;
import static org.shaketable.analytics.stats.reference.Reference.number;
import static org.shaketable.analytics.stats.reference.Reference.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.descriptive.TrimmedMean;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.reference.Reference;

/** scipy.stats.bootstrap, Monte Carlo tolerances of the file: stats_bootstrap.json. */
class BootstrapTest {
  private static final BootstrapSettings SETTINGS = new BootstrapSettings(17, 9999, 0.95);

  private static double[] values(Resample rows) {
    double[] values = new double[rows.size()];
    Arrays.setAll(values, i -> rows.value(0, i));
    return values;
  }

  private static Statistic statistic(String name) {
    return switch (name.substring(0, 3)) {
      case "mea" -> Statistic.mean(0);
      case "int" -> Statistic.interquartileMean(0);
      case "sta" -> rows -> Math.sqrt(Moments.of(values(rows)).populationVariance());
      case "med" -> rows -> Percentiles.median(values(rows));
      case "dif" -> BootstrapTest::differenceOfMeans;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static double differenceOfMeans(Resample rows) {
    double[] sum = new double[2];
    int split = rows.strata().start(1);
    for (int i = 0; i < rows.size(); i++) {
      sum[rows.row(i) < split ? 0 : 1] += rows.value(0, i);
    }
    return sum[0] / split - sum[1] / (rows.size() - split);
  }

  private static Strata strata(JsonNode samples) {
    Strata.Builder builder = Strata.builder(1);
    for (int s = 0; s < samples.size(); s++) {
      double[] values = numbers(samples.get(s));
      for (int i = 0; i < values.length; i++) {
        builder.add("sample" + s, String.format("%04d", i), values[i]);
      }
    }
    return builder.build();
  }

  @Test
  void equalsScipy() {
    elements(Reference.json("stats_bootstrap.json").get("cases"))
        .forEach(
            c -> {
              Strata strata = strata(c.get("samples"));
              Statistic statistic = statistic(c.get("statistic").asText());
              Interval percentile = Bootstrap.percentile(strata, statistic, SETTINGS);
              assertNear("point", percentile.estimate(), number(c.get("point")), 1e-12);
              compare(percentile, c.get("percentile"));
              compare(Bootstrap.basic(strata, statistic, SETTINGS), c.get("basic"));
              if (c.has("BCa")) {
                compare(Bootstrap.bca(strata, statistic, SETTINGS), c.get("BCa"));
                double acceleration = number(c.get("jackknife_acceleration"));
                double own = Jackknife.acceleration(strata, statistic);
                assertNear("acceleration", own, acceleration, 1e-10);
              }
            });
  }

  private static void compare(Interval actual, JsonNode expected) {
    double tolerance = number(expected.get("tolerance"));
    assertThat(actual.lower()).isCloseTo(number(expected.get("low")), within(tolerance));
    assertThat(actual.upper()).isCloseTo(number(expected.get("high")), within(tolerance));
  }

  @Test
  void theStandardErrorEqualsScipy() {
    JsonNode c = Reference.json("stats_bootstrap.json").get("cases").get(0);

    double[] replicates =
        Bootstrap.replicates(strata(c.get("samples")), Statistic.mean(0), SETTINGS);

    double expected = number(c.get("bootstrap_standard_error"));
    assertThat(Moments.of(replicates).standardDeviation())
        .isCloseTo(expected, within(0.03 * expected));
  }

  @Test
  void theOrderOfTheRowsDoesNotMatter() {
    Strata.Builder forward = Strata.builder(1);
    Strata.Builder backward = Strata.builder(1);
    for (int i = 0; i < 20; i++) {
      forward.add("s" + i % 3, "run" + i, i * i);
      backward.add("s" + (19 - i) % 3, "run" + (19 - i), (19 - i) * (19 - i));
    }

    assertThat(Bootstrap.bca(backward.build(), Statistic.interquartileMean(0), SETTINGS))
        .isEqualTo(Bootstrap.bca(forward.build(), Statistic.interquartileMean(0), SETTINGS));
  }

  @Test
  void shiftAndScaleMoveTheInterval() {
    double[] values = {1, 5, 2, 8, 9, 3};
    double[] moved = Arrays.stream(values).map(value -> 3 + 4 * value).toArray();

    Interval a =
        Bootstrap.percentile(Strata.ofSample(values), Statistic.interquartileMean(0), SETTINGS);
    Interval b =
        Bootstrap.percentile(Strata.ofSample(moved), Statistic.interquartileMean(0), SETTINGS);

    assertNear("lower", b.lower(), 3 + 4 * a.lower(), 1e-12);
    assertNear("upper", b.upper(), 3 + 4 * a.upper(), 1e-12);
  }

  @Test
  void countsGiveTheInterquartileMeanOfTheDraw() {
    double[] values = {4, Double.NaN, 1, 1, 7, 9, -2, 3, 3};
    Strata strata = Strata.ofSample(values);
    Resample resample = new Resample(strata);
    for (int i = 0; i < 50; i++) {
      resample.draw(Draws.of(9, i));
      double[] drawn = Percentiles.withoutNaN(values(resample));
      assertNear(
          "draw " + i,
          Statistic.interquartileMean(0).of(resample),
          TrimmedMean.interquartile(drawn),
          1e-14);
      assertNear("mean", Statistic.mean(0).of(resample), Moments.of(drawn).average(), 1e-14);
    }
  }

  @Test
  void strataAreKeptApart() {
    Strata strata = Strata.ofMatrix(new double[][] {{1, 100}, {2, 200}, {3, 300}});
    Resample resample = new Resample(strata);

    resample.draw(Draws.of(1, 1));

    assertThat(Arrays.stream(values(resample)).filter(value -> value >= 100).count()).isEqualTo(3);
    assertThat(resample.count(0) + resample.count(1) + resample.count(2)).isEqualTo(3);
    assertThat(strata.width()).isEqualTo(1);
  }

  @Test
  void emptyOneConstantAndNaN() {
    Statistic mean = Statistic.mean(0);
    Interval none = Bootstrap.percentile(Strata.ofSample(new double[0]), mean, SETTINGS);
    Interval one = Bootstrap.bca(Strata.ofSample(new double[] {4}), mean, SETTINGS);
    Interval missing =
        Bootstrap.percentile(Strata.ofSample(new double[] {Double.NaN}), mean, SETTINGS);
    Interval partly =
        Bootstrap.percentile(Strata.ofSample(new double[] {Double.NaN, 2, 4}), mean, SETTINGS);

    assertThat(none.estimate()).isNaN();
    assertThat(none.lower()).isNaN();
    assertThat(Bootstrap.bca(Strata.ofSample(new double[0]), mean, SETTINGS).lower()).isNaN();
    assertThat(one).isEqualTo(new Interval(4, 4, 4, 0.95, 1));
    assertThat(missing.lower()).isNaN();
    assertThat(partly.estimate()).isEqualTo(3);
    assertThat(partly.lower()).isEqualTo(2);
  }

  @Test
  void malformedInputIsRefused() {
    assertThatThrownBy(() -> Strata.builder(2).add("s", "a", 1))
        .hasMessage("Invalid row: expected 2 values, found 1");
    assertThatThrownBy(() -> Strata.builder(1).add("s", "a", 1).add("s", "a", 2))
        .hasMessage("Invalid row: expected each key once in a stratum, found a again");
    assertThatThrownBy(() -> BootstrapSettings.of(1).withReplicates(0))
        .hasMessage("Invalid replicates: expected at least 1, found 0");
    assertThatThrownBy(() -> new BootstrapSettings(1, 1, 0))
        .hasMessage("Invalid level: expected a number in (0, 1), found 0.0");
  }

  @Test
  void drawsAreUniformNormalAndShuffled() {
    Draws draws = Draws.of(4, 2);
    double[] uniform = new double[20_000];
    double[] normal = new double[20_000];
    Arrays.setAll(uniform, i -> draws.nextDouble());
    Arrays.setAll(normal, i -> draws.nextGaussian());
    int[] order = {0, 1, 2, 3, 4};
    draws.shuffle(order);

    assertThat(Moments.of(uniform).average()).isCloseTo(0.5, within(0.01));
    assertThat(Moments.of(normal).average()).isCloseTo(0, within(0.03));
    assertThat(Moments.of(normal).variance()).isCloseTo(1, within(0.05));
    assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(Draws.of(4, 3).nextDouble()).isNotEqualTo(Draws.of(4, 2).nextDouble());
  }

  /** Halves times sqrt(8 / 7) t(7) / z: nearly Student's interval of the mean. */
  @Test
  void theWidenedIntervalOfAMeanIsNearlyStudents() {
    double[] values = new double[8];
    Draws draws = Draws.of(1, 1);
    java.util.Arrays.setAll(values, i -> draws.nextGaussian());
    Strata strata = Strata.ofSample(values);
    BootstrapSettings settings = BootstrapSettings.of(3);
    Interval plain = Bootstrap.percentile(strata, Statistic.mean(0), settings);

    Interval wide = Bootstrap.widened(strata, Statistic.mean(0), settings);

    double student = 2 * Math.sqrt(Moments.of(values).variance() / 8) * 2.364624251;
    assertThat(wide.width() / student).isBetween(0.97, 1.03);
    double factor = Math.sqrt(8 / 7.0) * 2.364624251 / 1.959963985;
    assertThat(wide.upper() - wide.estimate())
        .isCloseTo(factor * (plain.upper() - plain.estimate()), within(1e-9));
    assertThat(wide.level()).isEqualTo(0.95);
    Strata single = Strata.ofSample(new double[] {4});
    assertThat(Bootstrap.widened(single, Statistic.mean(0), settings).estimate()).isEqualTo(4);
    assertThat(Bootstrap.widened(single, Statistic.mean(0), settings).lower()).isNaN();
    Strata alike = Strata.ofSample(new double[] {4, 4, 4, 4});
    assertThat(Bootstrap.widened(alike, Statistic.mean(0), settings).upper()).isNaN();
  }

  @Test
  void theMedianOfDrawsIsThatOfTheValuesDrawn() {
    Strata strata = Strata.ofSample(new double[] {5, 1, Double.NaN, 3, 3, 9, -2});
    BootstrapSettings settings = new BootstrapSettings(3, 300, 0.95);
    double[] drawn = Bootstrap.replicates(strata, Statistic.median(0), settings);
    double[] expected =
        Bootstrap.replicates(
            strata,
            rows ->
                Percentiles.median(
                    IntStream.range(0, rows.size())
                        .mapToDouble(i -> rows.value(0, i))
                        .filter(value -> !Double.isNaN(value))
                        .toArray()),
            settings);
    assertThat(drawn).containsExactly(expected);
  }

  @Test
  void severalStatisticsOfTheSameDrawsHaveTheIntervalsThatEachHasAlone() {
    Strata strata = Strata.ofSample(new double[] {5, 1, 4, 3, 3, 9, -2});
    BootstrapSettings settings = new BootstrapSettings(3, 500, 0.95);
    var both =
        Bootstrap.widenedEach(
            strata,
            rows -> new double[] {Statistic.mean(0).of(rows), Statistic.median(0).of(rows)},
            List.of(Widening.SAMPLE, Widening.QUARTILES),
            settings);
    assertThat(both)
        .containsExactly(
            Bootstrap.widened(strata, Statistic.mean(0), settings),
            Bootstrap.widened(strata, Statistic.median(0), Widening.QUARTILES, settings));
  }
}
