package org.shaketable.analytics.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BisectionTest {
  @Test
  void theLastValueThatHoldsIsFoundInBothDirections() {
    assertThat(Bisection.last(x -> x * x <= 2, 0, 5)).isCloseTo(Math.sqrt(2), within(1e-15));
    assertThat(Bisection.last(x -> x * x <= 2, 0, -5)).isCloseTo(-Math.sqrt(2), within(1e-15));
  }

  @Test
  void whatIsFoundStillHolds() {
    double found = Bisection.last(x -> x < 0.1, 0, 1);

    assertThat(found).isLessThan(0.1).isCloseTo(0.1, within(1e-15));
  }

  @Test
  void whatHoldsEverywhereEndsWhereTheSearchDoes() {
    assertThat(Bisection.last(x -> true, 3, 7)).isEqualTo(7);
    assertThat(Bisection.last(x -> x <= 3, 3, 3)).isEqualTo(3);
  }
}
