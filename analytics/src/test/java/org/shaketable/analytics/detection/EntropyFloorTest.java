package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntropyFloorTest {
  @Test
  void theLowerTheEntropyTheHigherTheScore() {
    Observed run =
        PlainRuns.ofFeatures(
            new double[] {2, 3}, new double[] {0.5, 3}, new double[] {Double.NaN, 3});

    assertThat(new EntropyFloor().scores(run)).containsExactly(-2, -0.5, Double.NaN);
    assertThat(run.feature(EntropyFloor.FEATURE)).containsExactly(2, 0.5, Double.NaN);
  }
}
