package org.shaketable.analytics.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkewedMeanTest {
  private static final double LEVEL = 0.95;
  private static final double T7 = 2.3646242515927844;

  /** Of numbers that seldom exceed 9. */
  private static Interval of(double... values) {
    return SkewedMean.of(List.of(values), 9, LEVEL);
  }

  @Test
  void ofAMeanHalfWayToTheLargestItIsStudents() {
    Interval interval = of(1, 2, 3, 4, 5, 6, 7, 8);

    double half = T7 * Math.sqrt(6.0 / 8);
    assertThat(interval.estimate()).isEqualTo(4.5);
    assertThat(interval.lower()).isCloseTo(4.5 - half, within(1e-12));
    assertThat(interval.upper()).isCloseTo(4.5 + half, within(1e-12));
    assertThat(interval.n()).isEqualTo(8);
  }

  /** Six zeros and two fours of 8 at most: mean 1, variance of it 24 / 7 / 8, an eighth of 8. */
  @Test
  void byHand() {
    Interval interval = SkewedMean.of(List.of(new double[] {0, 4, 0, 0, 0, 4, 0, 0}), 8, LEVEL);

    double error = Math.sqrt(24.0 / 7 / 8);
    double spread = 1 / 8.0 * 7 / 8;
    double draws = spread / (error / 8 * error / 8);
    double g = 0.55 * (1 - 2 / 8.0) / Math.sqrt(spread * draws);
    double up = 3 * (1 - Math.cbrt(1 + g * (-T7 - g / 6))) / g;
    double down = 3 * (Math.cbrt(1 + g * (T7 - g / 6)) - 1) / g;
    assertThat(interval.lower()).isCloseTo(1 - down * error, within(1e-12));
    assertThat(interval.upper()).isCloseTo(1 + up * error, within(1e-12));
    assertThat(draws).isGreaterThan(8);
    assertThat(up).isGreaterThan(T7);
    assertThat(down).isLessThan(T7);
  }

  /** Differences between conditions are not chance. */
  @Test
  void conditionsHaveTheirOwnMeans() {
    double[] low = {1, 2, 3, 4, 5};
    double[] high = {101, 102, 103, 104, 105};
    Interval apart = SkewedMean.of(List.of(low, high, new double[0]), 106, LEVEL);

    // Of each: variance 5/2; of the mean of both: 2 * 5 * 5/2 / 100; eight degrees of freedom.
    double half = 2.306004135204166 * 0.5;
    assertThat(apart.estimate()).isEqualTo(53);
    assertThat(apart.upper()).isCloseTo(53 + half, within(1e-9));
    assertThat(apart.n()).isEqualTo(10);
  }

  @Test
  void scaleOrderAndMirror() {
    double[] values = {0, 0, 0.5, 1, 4, 2, 0.1, 0.2};
    Interval interval = of(values);
    double[] doubled = Arrays.stream(values).map(x -> 2 * x).toArray();
    Interval scaled = SkewedMean.of(List.of(doubled), 18, LEVEL);
    Interval mirrored = of(Arrays.stream(values).map(x -> 9 - x).toArray());
    double[] turned = {0.2, 0.1, 2, 4, 1, 0.5, 0, 0};

    assertThat(scaled.lower()).isCloseTo(2 * interval.lower(), within(1e-12));
    assertThat(scaled.upper()).isCloseTo(2 * interval.upper(), within(1e-12));
    assertThat(mirrored.lower()).isCloseTo(9 - interval.upper(), within(1e-12));
    assertThat(of(turned).upper()).isCloseTo(interval.upper(), within(1e-12));
  }

  @Test
  void whereTheNumbersSayTooLittleThereAreNoBounds() {
    assertThat(of(1, 2, 3, 4, 5, 6, 7).estimate()).isEqualTo(4);
    assertThat(of(1, 2, 3, 4, 5, 6, 7).lower()).isNaN();
    assertThat(of(1, 2, 3, 4, 5, 6, 7).upper()).isNaN();
    assertThat(of(1, 2, 3, 4, 5, 6, 7, 8).upper()).isFinite();
    assertThat(of(0, 0, 0, 0, 0, 0, 0, 0).lower()).isNaN();
    assertThat(of(0, 0, 0, 0, 0, 0, 0, 3).lower()).isNaN();
    assertThat(of(0, 3, 3, 3, 3, 3, 3, 3).lower()).isNaN();
    assertThat(of(0, 0, 0, 0, 0, 0, 2, 3).lower()).isFinite();
    assertThat(of(1, 2, 3, 4, 5, 6, 7, Double.POSITIVE_INFINITY).lower()).isNaN();
    assertThat(of(1, 2, 3, 4, 5, 6, 7, Double.NaN).lower()).isNaN();
    List<double[]> single = List.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, new double[] {1});
    assertThat(SkewedMean.of(single, 9, LEVEL).lower()).isNaN();
    assertThat(SkewedMean.of(List.of(), 9, LEVEL).estimate()).isNaN();
    assertThat(of().n()).isZero();
  }
}
