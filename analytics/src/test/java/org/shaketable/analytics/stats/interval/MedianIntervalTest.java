package org.shaketable.analytics.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MedianIntervalTest {
  private static final double LEVEL = 0.95;

  private static double[] upTo(int n) {
    return IntStream.rangeClosed(1, n).mapToDouble(i -> i).toArray();
  }

  /**
   * Ten values: P(Binomial(10, 1/2) &lt; 2) = 11/1024 and &lt; 3 = 56/1024, so (x2, x9) covers
   * 1002/1024, (x3, x8) 912/1024, and 95 % lies between.
   */
  @Test
  void byHand() {
    Interval interval = MedianInterval.of(upTo(10), LEVEL);

    double i = (1002 / 1024.0 - LEVEL) / (90 / 1024.0);
    double w = 8 * i / (2 + 6 * i);
    assertThat(interval.estimate()).isEqualTo(5.5);
    assertThat(interval.lower()).isCloseTo(2 + w, within(1e-12));
    assertThat(interval.upper()).isCloseTo(9 - w, within(1e-12));
    assertThat(interval.n()).isEqualTo(10);
  }

  @Test
  void theWholeRangeOfFiveValuesCoversTooLittle() {
    assertThat(MedianInterval.of(upTo(5), LEVEL).estimate()).isEqualTo(3);
    assertThat(MedianInterval.of(upTo(5), LEVEL).lower()).isNaN();
    assertThat(MedianInterval.of(upTo(5), LEVEL).upper()).isNaN();
    assertThat(MedianInterval.of(upTo(7), LEVEL).lower()).isBetween(1.0, 2.0);
    assertThat(MedianInterval.of(upTo(5), 0.9).lower()).isBetween(1.0, 2.0);
    assertThat(MedianInterval.of(upTo(1), LEVEL).estimate()).isEqualTo(1);
    assertThat(MedianInterval.of(new double[0], LEVEL).estimate()).isNaN();
    assertThat(MedianInterval.of(new double[] {1, Double.NaN}, LEVEL).estimate()).isNaN();
  }

  /** The range of six values covers 31/32, (x6, x15) of twenty 0.9586: near enough to 95 %. */
  @Test
  void nothingIsInterpolatedWhereTwoValuesCoverNearlyTheLevel() {
    assertThat(MedianInterval.of(upTo(6), LEVEL)).isEqualTo(new Interval(3.5, 1, 6, LEVEL, 6));
    assertThat(MedianInterval.of(upTo(20), LEVEL)).isEqualTo(new Interval(10.5, 6, 15, LEVEL, 20));
  }

  @Test
  void scaleAndShiftCarryOverAndTheOrderDoesNotMatter() {
    double[] values = {4, 0, 0, 7, 1, 0, 9, 2.5, 3};
    Interval interval = MedianInterval.of(values, LEVEL);
    double[] moved = Arrays.stream(values).map(x -> 2 * x + 1).toArray();
    double[] turned = IntStream.range(0, 9).mapToDouble(i -> values[8 - i]).toArray();

    assertThat(MedianInterval.of(turned, LEVEL)).isEqualTo(interval);
    assertThat(MedianInterval.of(moved, LEVEL).lower())
        .isCloseTo(2 * interval.lower() + 1, within(1e-12));
    assertThat(MedianInterval.of(moved, LEVEL).upper())
        .isCloseTo(2 * interval.upper() + 1, within(1e-12));
  }

  @Test
  void tiesAndInfinitiesStayWhatTheyAre() {
    assertThat(MedianInterval.of(new double[20], LEVEL).width()).isZero();
    double[] late = upTo(6);
    late[5] = Double.POSITIVE_INFINITY;
    late[4] = Double.POSITIVE_INFINITY;
    assertThat(MedianInterval.of(late, LEVEL).upper()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void manyValuesGiveANarrowInterval() {
    Interval interval = MedianInterval.of(upTo(100_001), LEVEL);

    // n / 2 -+ 1.96 sqrt(n) / 2
    assertThat(interval.lower()).isCloseTo(50_001 - 310, within(2.0));
    assertThat(interval.upper()).isCloseTo(50_001 + 310, within(2.0));
  }
}
