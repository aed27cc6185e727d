package org.shaketable.analytics.stats.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.interval.Interval;

class FinalDispersionTest {
  private static Interval of(int conditions, double... values) {
    BootstrapSettings settings = new BootstrapSettings(1, 400, 0.95);
    Interval drawn =
        Bootstrap.widened(
            Strata.ofSample(values),
            FinalDispersion.logarithm(0),
            FinalDispersion.WIDENING,
            settings);
    return FinalDispersion.of(values, drawn, conditions);
  }

  @Test
  void theRangeIsThatBetweenTheQuartiles() {
    Interval nine = of(1, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    assertThat(nine.estimate()).isEqualTo(4);
    assertThat(nine.n()).isEqualTo(9);
    assertThat(nine.lower()).isBetween(0.0, 4.0);
    assertThat(nine.upper()).isBetween(6.0, 12.0);
  }

  @Test
  void scaleScalesTheBoundsAndAShiftChangesNothing() {
    Interval interval = of(1, 0.1, 0.4, 0.5, 0.9, 1, 1, 1.1, 1.3, 0);
    Interval moved = of(1, 8.2, 8.8, 9, 9.8, 10, 10, 10.2, 10.6, 8);

    assertThat(moved.lower()).isCloseTo(2 * interval.lower(), within(1e-9));
    assertThat(moved.upper()).isCloseTo(2 * interval.upper(), within(1e-9));
  }

  @Test
  void fewerThanEightRunsHaveNoInterval() {
    Interval seven = of(1, 1, 2, 3, 4, 5, 6, 7);

    assertThat(seven.estimate()).isEqualTo(3);
    assertThat(seven.n()).isEqualTo(7);
    assertThat(seven.lower()).isNaN();
    assertThat(seven.upper()).isNaN();
    assertThat(of(1, 1, 2, 3, 4, 5, 6, 7, 8).lower()).isPositive();
    assertThat(of(1).estimate()).isNaN();
  }

  @Test
  void severalConditionsTogetherHaveNoInterval() {
    Interval two = of(2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    assertThat(two.estimate()).isEqualTo(4.5);
    assertThat(two.lower()).isNaN();
    assertThat(two.upper()).isNaN();
  }

  @Test
  void runsThatEndAlikeHaveNoInterval() {
    Interval alike = of(1, 1, 1, 1, 1, 1, 1, 1, 3, 5);

    assertThat(alike.estimate()).isZero();
    assertThat(alike.lower()).isNaN();
    assertThat(alike.upper()).isNaN();
  }
}
