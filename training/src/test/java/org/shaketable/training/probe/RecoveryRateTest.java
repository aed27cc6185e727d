package org.shaketable.training.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecoveryRateTest {
  @Test
  void halfOfAKickLeftAfterEachUpdateIsTheLogarithmOfTwo() {
    assertThat(RecoveryRate.of(3, 3 / 16.0, 4)).isCloseTo(Math.log(2), within(1e-15));
  }

  @Test
  void aKickThatStaysHasRateZeroAndOneThatGrowsANegativeOne() {
    assertThat(RecoveryRate.of(0.1, 0.1, 8)).isEqualTo(0.0);
    assertThat(RecoveryRate.of(0.1, 0.9, 2)).isCloseTo(-Math.log(3), within(1e-15));
  }

  @Test
  void whatIsBeyondAMillionfoldOrNotFiniteIsToldAsThat() {
    double most = Math.log(1e6) / 5;
    assertThat(RecoveryRate.of(1, 0, 5)).isCloseTo(most, within(1e-12));
    assertThat(RecoveryRate.of(1, 1e9, 5)).isCloseTo(-most, within(1e-12));
    assertThat(RecoveryRate.of(1, Double.POSITIVE_INFINITY, 5)).isCloseTo(-most, within(1e-12));
    assertThat(RecoveryRate.of(1, Double.NaN, 5)).isCloseTo(-most, within(1e-12));
  }

  @Test
  void withoutAKickThereIsNoRate() {
    assertThat(RecoveryRate.of(0, 0, 5)).isNaN();
  }
}
