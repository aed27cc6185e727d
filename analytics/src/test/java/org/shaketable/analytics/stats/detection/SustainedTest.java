package org.shaketable.analytics.stats.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SustainedTest {
  private static final double[] SERIES = {0, 5, 1, 3, 4, 3, 9, 9, 9};

  @Test
  void anAlarmIsDatedAtTheExceedanceThatMakesItKnown() {
    assertThat(Sustained.alarm(SERIES, 2, 3)).hasValue(5);
    assertThat(Sustained.alarm(SERIES, 8, 3)).hasValue(8);
    assertThat(Sustained.alarm(SERIES, 9, 3)).isEmpty();
  }

  @Test
  void whatComesLaterDoesNotMoveAnAlarm() {
    assertThat(Sustained.alarm(new double[] {0, 5, 1, 3, 4, 3}, 2, 3)).hasValue(5);
    assertThat(Sustained.alarm(new double[] {0, 5, 1, 3, 4}, 2, 3)).isEmpty();
  }

  @Test
  void theMaximumIsTheLargestThresholdThatNothingExceeds() {
    assertThat(Sustained.maximum(SERIES, 3)).isEqualTo(9);
    assertThat(Sustained.maximum(new double[] {7, Double.NaN, 7, 7}, 3))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
