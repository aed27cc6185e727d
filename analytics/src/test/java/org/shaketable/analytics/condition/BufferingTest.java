package org.shaketable.analytics.condition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shaketable.analytics.table.StochasticityRow;

class BufferingTest {
  private static double noise(String kind, double level) {
    return Buffering.noise(new StochasticityRow(kind, level));
  }

  @Test
  void levelsAreOrderedByTheirNoise() {
    assertThat(noise("entropy-coefficient", 0.1)).isGreaterThan(noise("entropy-coefficient", 0.01));
    assertThat(noise("minibatch-size", 16)).isGreaterThan(noise("minibatch-size", 64));
  }
}
