package org.shaketable.analytics.stats.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DoseCountTest {
  @Test
  void dosesOfOneMagnitudeAddUp() {
    assertThat(new DoseCount(2, 3, 1).plus(new DoseCount(2, 4, 2)))
        .isEqualTo(new DoseCount(2, 7, 3));
    assertThatThrownBy(() -> new DoseCount(2, 3, 1).plus(new DoseCount(3, 4, 2)))
        .hasMessage("Invalid dose: expected magnitude 2.0, found 3.0");
    assertThatThrownBy(() -> new DoseCount(0, 3, 1))
        .hasMessage("Invalid magnitude: expected a positive number, found 0.0");
    assertThatThrownBy(() -> new DoseCount(1, 3, 4))
        .hasMessage("Invalid dose: expected 0 <= collapses <= trials, found 4 of 3");
  }
}
