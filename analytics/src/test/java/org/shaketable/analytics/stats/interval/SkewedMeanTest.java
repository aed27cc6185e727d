package org.shaketable.analytics.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkewedMeanTest {
  private static final double LEVEL = 0.95;
  private static final double T5 = 2.570581835636314;

  private static Interval of(double... values) {
    return SkewedMean.of(List.of(values), LEVEL);
  }

  @Test
  void ofSymmetricNumbersItIsStudents() {
    Interval interval = of(1, 2, 3, 4, 5, 6);

    double half = T5 * Math.sqrt(3.5 / 6);
    assertThat(interval.estimate()).isEqualTo(3.5);
    assertThat(interval.lower()).isCloseTo(3.5 - half, within(1e-12));
    assertThat(interval.upper()).isCloseTo(3.5 + half, within(1e-12));
    assertThat(interval.n()).isEqualTo(6);
  }

  /** Four zeros, a 3 and a 3: mean 1, squares 12, cubes 12. */
  @Test
  void byHand() {
    Interval interval = of(0, 3, 0, 0, 3, 0);

    double g = 0.6 * 12 / Math.pow(12, 1.5);
    double error = Math.sqrt(12.0 / 5 / 6);
    double up = 3 * (1 - Math.cbrt(1 + g * (-T5 - g / 6))) / g;
    double down = 3 * (Math.cbrt(1 + g * (T5 - g / 6)) - 1) / g;
    assertThat(interval.lower()).isCloseTo(1 - down * error, within(1e-12));
    assertThat(interval.upper()).isCloseTo(1 + up * error, within(1e-12));
    assertThat(up).isGreaterThan(T5);
    assertThat(down).isLessThan(T5);
  }

  /** Differences between conditions are not chance. */
  @Test
  void conditionsHaveTheirOwnMeans() {
    double[] low = {1, 2, 3, 4};
    double[] high = {101, 102, 103, 104};
    Interval apart = SkewedMean.of(List.of(low, high, new double[0]), LEVEL);

    // Of each: variance 5/3; of the mean of both: 2 * 4 * 5/3 / 64; six degrees of freedom.
    double half = 2.446911851144969 * Math.sqrt(40.0 / 3 / 64);
    assertThat(apart.estimate()).isEqualTo(52.5);
    assertThat(apart.upper()).isCloseTo(52.5 + half, within(1e-9));
    assertThat(apart.n()).isEqualTo(8);
  }

  @Test
  void scaleShiftOrderAndMirror() {
    double[] values = {0, 0, 0.5, 1, 4, 2, 0.1};
    Interval interval = of(values);
    Interval moved = of(Arrays.stream(values).map(x -> 2 * x + 8).toArray());
    Interval mirrored = of(Arrays.stream(values).map(x -> -x).toArray());
    double[] turned = {0.1, 2, 4, 1, 0.5, 0, 0};

    assertThat(moved.lower()).isCloseTo(2 * interval.lower() + 8, within(1e-12));
    assertThat(moved.upper()).isCloseTo(2 * interval.upper() + 8, within(1e-12));
    assertThat(mirrored.lower()).isCloseTo(-interval.upper(), within(1e-12));
    assertThat(of(turned).upper()).isCloseTo(interval.upper(), within(1e-12));
  }

  @Test
  void whereTheNumbersSayTooLittleThereAreNoBounds() {
    assertThat(of(1, 2, 3, 4, 5).estimate()).isEqualTo(3);
    assertThat(of(1, 2, 3, 4, 5).lower()).isNaN();
    assertThat(of(1, 2, 3, 4, 5).upper()).isNaN();
    assertThat(of(0, 0, 0, 0, 0, 0, 0, 0).lower()).isNaN();
    assertThat(of(0, 0, 0, 0, 0, 0, 0, 3).lower()).isNaN();
    assertThat(of(0, 3, 3, 3, 3, 3, 3, 3).lower()).isNaN();
    assertThat(of(0, 0, 0, 0, 0, 0, 2, 3).lower()).isFinite();
    assertThat(of(1, 2, 3, 4, 5, Double.POSITIVE_INFINITY).lower()).isNaN();
    assertThat(of(1, 2, 3, 4, 5, Double.NaN).lower()).isNaN();
    List<double[]> single = List.of(new double[] {1, 2, 3, 4, 5, 6, 7}, new double[] {1});
    assertThat(SkewedMean.of(single, LEVEL).lower()).isNaN();
    assertThat(SkewedMean.of(List.of(), LEVEL).estimate()).isNaN();
    assertThat(of().n()).isZero();
  }
}
