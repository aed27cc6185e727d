package org.shaketable.analytics.stats.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WideningTest {
  private static final Strata EIGHT = Strata.ofSample(new double[8]);
  private static final Strata SIX_OF_FOUR = Strata.ofMatrix(new double[4][6]);

  /** Quantiles 2.364624 (t, 7), 2.100922 (t, 18) and 1.959964 (z), from tables. */
  @Test
  void smoothedDrawsAreWidenedByStudentsQuantileAlone() {
    assertThat(Widening.SMOOTHED.factor(EIGHT, 0.95)).isCloseTo(2.364624 / 1.959964, within(1e-6));
    assertThat(Widening.SMOOTHED.factor(SIX_OF_FOUR, 0.95))
        .isCloseTo(2.100922 / 1.959964, within(1e-6));
  }

  @Test
  void aSampleIsWidenedForItsVarianceToo() {
    assertThat(Widening.SAMPLE.factor(EIGHT, 0.95))
        .isCloseTo(Math.sqrt(8 / 7.0) * 2.364624 / 1.959964, within(1e-6));
    assertThat(Widening.SAMPLE.factor(SIX_OF_FOUR, 0.95))
        .isCloseTo(Math.sqrt(24 / 18.0) * 2.100922 / 1.959964, within(1e-6));
  }

  @Test
  void quartilesOfFewRowsAreWidened() {
    assertThat(Widening.QUARTILES.factor(EIGHT, 0.95)).isCloseTo(1 + 125 / 512.0, within(1e-12));
    assertThat(Widening.QUARTILES.factor(SIX_OF_FOUR, 0.95))
        .isCloseTo(Math.sqrt(24 / 19.0) * (1 + 125 / 6859.0), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource
  void noRowToSpareHasNoInterval(Widening widening) {
    assertThat(widening.factor(Strata.ofSample(new double[1]), 0.95)).isInfinite();
    assertThat(widening.factor(Strata.ofMatrix(new double[1][6]), 0.95)).isInfinite();
    assertThat(widening.factor(Strata.ofSample(new double[0]), 0.95)).isInfinite();
  }

  @ParameterizedTest
  @EnumSource
  void manyRowsAreHardlyWidened(Widening widening) {
    assertThat(widening.factor(Strata.ofSample(new double[10_000]), 0.95)).isBetween(1.0, 1.001);
  }
}
