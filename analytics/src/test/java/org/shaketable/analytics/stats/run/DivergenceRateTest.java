package org.shaketable.analytics.stats.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DivergenceRateTest {
  private static final double NONE = DivergenceRate.NO_SATURATION;

  /** 0 up to evaluation 2, then exp(0.05 (step - 30)). */
  private static double[] exponential(int n) {
    double[] distance = new double[n];
    Arrays.setAll(distance, i -> i < 3 ? 0 : Math.exp(0.05 * (10 * i - 30)));
    return distance;
  }

  @Test
  void anExponentialGivesItsRate() {
    DivergenceRate fit = DivergenceRate.of(Curves.steps(10), exponential(10), NONE);

    assertThat(fit.rate()).isCloseTo(0.05, within(1e-14));
    assertThat(fit.quality()).isCloseTo(1, within(1e-12));
    assertThat(fit.standardError()).isCloseTo(0, within(1e-8));
    assertThat(fit.points()).isEqualTo(7);
    assertThat(fit.firstStep()).isEqualTo(30);
    assertThat(fit.lastStep()).isEqualTo(90);
  }

  @Test
  void theFitStopsBeforeSaturation() {
    double[] distance = exponential(12);
    Arrays.fill(distance, 8, 12, 5.0);

    DivergenceRate fit = DivergenceRate.of(Curves.steps(12), distance, 4.9);

    // exp(0.5 i): 1, 1.65, 2.72, 4.48 lie below 4.9.
    assertThat(fit.points()).isEqualTo(4);
    assertThat(fit.rate()).isCloseTo(0.05, within(1e-14));
  }

  @Test
  void theLeastSquaresLineByHand() {
    double[] distance = {Math.exp(0), Math.exp(2), Math.exp(1)};

    DivergenceRate fit = DivergenceRate.of(Curves.steps(3), distance, NONE);

    // Slope 1/2 per evaluation; total sum of squares 2, explained 1/2, residual 3/2 on 1 degree.
    assertThat(fit.rate()).isCloseTo(0.05, within(1e-15));
    assertThat(fit.quality()).isCloseTo(0.25, within(1e-14));
    assertThat(fit.standardError()).isCloseTo(Math.sqrt(1.5 / 200), within(1e-15));
  }

  @Test
  void tooFewPointsGiveNoRate() {
    DivergenceRate two = DivergenceRate.of(Curves.steps(3), new double[] {0, 1, 2}, NONE);

    assertThat(two.rate()).isNaN();
    assertThat(two.points()).isEqualTo(2);
    assertThat(DivergenceRate.of(Curves.steps(3), new double[] {0, 9, 9}, 5).points()).isZero();
  }

  @Test
  void aRunThatEqualsItsTwinDoesNotDiverge() {
    DivergenceRate equal = DivergenceRate.of(Curves.steps(4), new double[4], NONE);

    assertThat(equal.rate()).isZero();
    assertThat(equal.points()).isZero();
    double[] unknown = {0, Double.NaN, 0, 0};
    assertThat(DivergenceRate.of(Curves.steps(4), unknown, NONE).rate()).isNaN();
  }

  @Test
  void theFitEndsAtTheFirstNonFiniteDistanceAndSkipsZeros() {
    double[] distance = {1, Math.E, 0, Math.exp(3), Double.NaN, 1};

    DivergenceRate fit = DivergenceRate.of(Curves.steps(6), distance, NONE);

    assertThat(fit.points()).isEqualTo(3);
    assertThat(fit.lastStep()).isEqualTo(30);
    assertThat(fit.rate()).isCloseTo(0.1, within(1e-15));
  }

  @Test
  void scalingDistancesChangesNothingAndScalingStepsDivides() {
    double[] distance = {1, 3, 2, 7};
    double[] scaled = {4, 12, 8, 28};
    long[] fourfold = {0, 40, 80, 120};

    double rate = DivergenceRate.of(Curves.steps(4), distance, 100).rate();

    assertThat(DivergenceRate.of(Curves.steps(4), scaled, 400).rate())
        .isCloseTo(rate, within(1e-15));
    assertThat(DivergenceRate.of(fourfold, distance, 100).rate())
        .isCloseTo(rate / 4, within(1e-15));
  }
}
