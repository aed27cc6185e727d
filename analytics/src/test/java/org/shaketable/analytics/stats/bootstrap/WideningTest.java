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
  void aSampleIsWidenedByStudentsQuantileAndForItsVariance() {
    assertThat(Widening.SAMPLE.above(EIGHT, 0.95))
        .isCloseTo(Math.sqrt(8 / 7.0) * 2.364624 / 1.959964, within(1e-6))
        .isEqualTo(Widening.SAMPLE.below(EIGHT, 0.95));
    assertThat(Widening.SAMPLE.above(SIX_OF_FOUR, 0.95))
        .isCloseTo(Math.sqrt(24 / 18.0) * 2.100922 / 1.959964, within(1e-6));
  }

  @Test
  void theScalarIsWidenedByStudentsQuantileAboveAndByAConstantBelow() {
    assertThat(Widening.SCALAR.above(EIGHT, 0.95)).isCloseTo(2.364624 / 1.959964, within(1e-6));
    assertThat(Widening.SCALAR.above(SIX_OF_FOUR, 0.95))
        .isCloseTo(2.100922 / 1.959964, within(1e-6));
    assertThat(Widening.SCALAR.below(EIGHT, 0.95)).isEqualTo(1.05);
    assertThat(Widening.SCALAR.below(SIX_OF_FOUR, 0.95)).isEqualTo(1.05);
  }

  @Test
  void quartilesOfFewRowsAreWidened() {
    assertThat(Widening.QUARTILES.above(EIGHT, 0.95))
        .isCloseTo(1 + 125 / 512.0, within(1e-12))
        .isEqualTo(Widening.QUARTILES.below(EIGHT, 0.95));
  }

  @ParameterizedTest
  @EnumSource
  void noRowToSpareHasNoInterval(Widening widening) {
    for (int rows : new int[] {0, 1}) {
      assertThat(widening.below(Strata.ofSample(new double[rows]), 0.95)).isInfinite();
      assertThat(widening.above(Strata.ofSample(new double[rows]), 0.95)).isInfinite();
    }
    assertThat(widening.above(Strata.ofMatrix(new double[1][6]), 0.95)).isInfinite();
  }

  @ParameterizedTest
  @EnumSource
  void manyRowsAreHardlyWidened(Widening widening) {
    Strata many = Strata.ofSample(new double[10_000]);

    assertThat(widening.above(many, 0.95)).isBetween(1.0, 1.001);
    assertThat(widening.below(many, 0.95)).isBetween(1.0, 1.05);
  }
}
