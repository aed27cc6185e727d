package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shaketable.analytics.metastate.Yardstick;
import org.shaketable.analytics.stats.curve.Direction;

class ObservedTest {
  @Test
  void performanceIsTurnedSoThatHigherIsBetterAndTheLossIsAsItIs() {
    Observed run = PlainRuns.of("run", Direction.LOWER, 3, -1, Double.NaN);

    assertThat(run.performance()).containsExactly(-3, 1, Double.NaN);
    assertThat(run.loss()).containsExactly(3, -1, Double.NaN);
    assertThat(PlainRuns.of("run", 3, -1).performance()).containsExactly(3, -1);
  }

  @Test
  void withoutAModelThereIsNoPath() {
    Observed run = PlainRuns.of("run", 1, 1);

    assertThat(run.path().t2()).containsExactly(0, 0);
    assertThat(PlainRuns.beside(Yardstick.UNKNOWN, run, Direction.HIGHER).path()).isNull();
  }
}
