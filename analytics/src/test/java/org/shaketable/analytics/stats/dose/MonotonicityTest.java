package org.shaketable.analytics.stats.dose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;

class MonotonicityTest {
  private static final BootstrapSettings SETTINGS = new BootstrapSettings(1, 999, 0.95);

  private static List<DoseCount> doses(int trials, int... collapses) {
    List<DoseCount> doses = new ArrayList<>();
    for (int i = 0; i < collapses.length; i++) {
      doses.add(new DoseCount(Math.pow(10, i), trials, collapses[i]));
    }
    return doses;
  }

  @Test
  void aNonDecreasingResponseIsMonotone() {
    assertThat(Monotonicity.of(doses(10, 0, 3, 3, 9), SETTINGS)).isEqualTo(new Monotonicity(0, 1));
    assertThat(Monotonicity.of(List.of(), SETTINGS).p()).isEqualTo(1);
    assertThat(Monotonicity.of(doses(10, 2, 4, 3, 9), SETTINGS).holds(0.05)).isTrue();
  }

  @Test
  void aDipIsNoticed() {
    Monotonicity test = Monotonicity.of(doses(20, 0, 18, 2, 20), SETTINGS);

    assertThat(test.p()).isEqualTo(0.001);
    assertThat(test.holds(0.05)).isFalse();
    assertThat(Monotonicity.isotonic(doses(20, 0, 18, 2, 20))).containsExactly(0, 0.5, 0.5, 1);
  }
}
