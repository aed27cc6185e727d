package org.shaketable.analytics.stats.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.bootstrap.Draws;

class TrendTestTest {
  private static final double[] DOSES = {0, 1, 2};

  @Test
  void pIsTheShareOfOrdersThatRiseAsMuch() {
    // Three seeds, each lost at the highest dose alone: one of 27 orders, all others rise less.
    double[][] outcomes = {{0, 0, 1}, {0, 0, 1}, {0, 0, 1}};
    assertThat(TrendTest.p(DOSES, outcomes, 20_000, 1)).isCloseTo(1 / 27.0, within(0.005));
    double[][] falling = {{1, 0, 0}, {1, 0, 0}, {1, 0, 0}};
    assertThat(TrendTest.p(DOSES, falling, 2_000, 1)).isEqualTo(1);
  }

  @Test
  void nothingLostOrOneDoseAloneTellsNothing() {
    assertThat(TrendTest.p(DOSES, new double[4][3], 500, 1)).isEqualTo(1);
    double nan = Double.NaN;
    assertThat(TrendTest.p(DOSES, new double[][] {{1, nan, nan}, {nan, 0, nan}}, 500, 1)).isNaN();
  }

  /** Seeds that are hard at every dose are no trend. */
  @Test
  void withoutAnEffectOneInTwentyIsBelowFivePercent() {
    int below = 0;
    for (int sample = 0; sample < 400; sample++) {
      Draws draws = Draws.of(31, sample);
      double[][] outcomes = new double[12][3];
      for (double[] seed : outcomes) {
        double hard = draws.nextDouble();
        for (int d = 0; d < 3; d++) {
          seed[d] = draws.nextDouble() < hard ? 1 : 0;
        }
      }
      below += TrendTest.p(DOSES, outcomes, 200, sample) <= 0.05 ? 1 : 0;
    }
    assertThat(below).isBetween(5, 32);
  }
}
