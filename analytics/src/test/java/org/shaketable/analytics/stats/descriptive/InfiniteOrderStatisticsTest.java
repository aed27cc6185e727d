package org.shaketable.analytics.stats.descriptive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Statistic;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.MedianInterval;
import org.shaketable.analytics.stats.reliability.Drawdown;
import org.shaketable.analytics.stats.reliability.Tail;

/** Order statistics of numbers some of which are infinite, as of runs of which some diverged. */
class InfiniteOrderStatisticsTest {
  private static final double UP = Double.POSITIVE_INFINITY;
  private static final double DOWN = Double.NEGATIVE_INFINITY;

  @Test
  void betweenAFiniteAndAnInfiniteNumberLiesTheInfiniteOne() {
    for (double p : new double[] {51, 60, 74.9, 75}) {
      assertThat(Percentiles.of(new double[] {1, 2, 3, UP, UP}, p)).isEqualTo(UP);
    }
    assertThat(Percentiles.of(new double[] {1, 2, 3, UP, UP}, 50)).isEqualTo(3);
    assertThat(Percentiles.of(new double[] {DOWN, DOWN, 3, 4, 5}, 50)).isEqualTo(3);
    for (double p : new double[] {25, 30, 40, 49}) {
      assertThat(Percentiles.of(new double[] {DOWN, DOWN, 3, 4, 5}, p)).isEqualTo(DOWN);
    }
    assertThat(Percentiles.median(new double[] {1, UP})).isEqualTo(UP);
    assertThat(Percentiles.median(new double[] {DOWN, 1})).isEqualTo(DOWN);
    assertThat(Percentiles.median(new double[] {UP, UP})).isEqualTo(UP);
  }

  @Test
  void betweenBothInfinitiesLiesTheNearer() {
    double[] both = {DOWN, UP};

    assertThat(Percentiles.of(both, 5)).isEqualTo(DOWN);
    assertThat(Percentiles.of(both, 95)).isEqualTo(UP);
    assertThat(Percentiles.of(both, 50)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void percentilesAreMonotoneAndAreNumbers(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[3 + random.nextInt(30)];
    Arrays.setAll(
        values,
        i -> i < 2 ? random.nextGaussian() : random.nextInt(3) == 0 ? UP : random.nextGaussian());
    for (double sign : new double[] {1, -1}) {
      double[] signed = Arrays.stream(values).map(value -> sign * value).toArray();
      double last = DOWN;
      for (double p = 0; p <= 100; p += 0.5) {
        double now = Percentiles.of(signed, p);
        assertThat(now).as("seed %d, percentile %s", seed, p).isGreaterThanOrEqualTo(last);
        last = now;
      }
    }
  }

  /** Eleven clean runs, four of which left: the band is all there is, not NaN. */
  @Test
  void aBandThatManyRunsLeftIsWithoutEndAndNotUndefined() {
    double[][] rows = new double[11][];
    Arrays.setAll(rows, i -> new double[] {i < 2 ? DOWN : i, i > 8 ? UP : i});

    CleanBand band = CleanBand.ofRows(List.of(rows));

    assertThat(band.lower(0)).isEqualTo(DOWN);
    assertThat(band.median(0)).isEqualTo(6);
    assertThat(band.upper(1)).isEqualTo(UP);
    assertThat(band.median(1)).isEqualTo(4);
  }

  @Test
  void drawsSayWhatTheSampleSays() {
    double[] values = {DOWN, 1, 2, 3, 4, 5, 6, UP};
    Strata strata = Strata.ofSample(values);
    BootstrapSettings settings = new BootstrapSettings(7, 500, 0.95);

    Interval median = Bootstrap.percentile(strata, Statistic.median(0), settings);
    Interval middle = Bootstrap.widened(strata, Statistic.interquartileMean(0), settings);

    assertThat(median.estimate()).isEqualTo(Percentiles.median(values)).isEqualTo(3.5);
    assertThat(median.lower()).isLessThanOrEqualTo(3.5);
    assertThat(median.upper()).isGreaterThanOrEqualTo(3.5);
    assertThat(middle.estimate()).isEqualTo(TrimmedMean.interquartile(values)).isEqualTo(3.5);
    assertThat(middle.lower()).isNotNaN().isLessThan(3.5);
    assertThat(middle.upper()).isNotNaN().isGreaterThan(3.5);
  }

  @Test
  void aMedianAmongDivergedRunsHasItsInterval() {
    double[] values = {1, 2, 3, 4, 5, 6, 7, UP, UP, UP};

    Interval interval = MedianInterval.of(values, 0.95);

    assertThat(interval.estimate()).isEqualTo(5.5);
    assertThat(interval.lower()).isBetween(1.0, 3.0);
    assertThat(interval.upper()).isEqualTo(UP);
    double[] six = {1, 2, UP, UP, UP, UP};
    assertThat(MedianInterval.of(six, 0.95).lower()).isEqualTo(1);
    assertThat(MedianInterval.of(six, 0.95).upper()).isEqualTo(UP);
  }

  @Test
  void distancesFromEqualInfinitiesAreZero() {
    double[] most = {UP, UP, UP, 1};

    assertThat(Spread.MEDIAN_ABSOLUTE_DEVIATION.of(most)).isZero();
    assertThat(Spread.INTERQUARTILE_RANGE.of(new double[] {UP, UP, UP, UP, 1})).isZero();
    assertThat(Spread.INTERQUARTILE_RANGE.of(new double[] {1, 2, 3, UP, UP})).isEqualTo(UP);
    assertThat(Drawdown.of(new double[] {DOWN, 1, DOWN})).containsExactly(0, 0, UP);
    assertThat(Tail.LOWER.mean(new double[] {DOWN, 1, 2, 3}, 0.05)).isEqualTo(DOWN);
  }
}
