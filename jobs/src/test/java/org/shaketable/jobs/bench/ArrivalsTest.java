package org.shaketable.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shaketable.jobs.bench.Arrivals.Arrival;

class ArrivalsTest {
  @Test
  void runsOfATaskAreSpreadOverItsTime() {
    Arrivals arrivals = new Arrivals();
    arrivals.add(new Arrival(1_000, 5_000, 2));
    arrivals.add(new Arrival(5_000, 7_000, 8));
    arrivals.add(new Arrival(500, 600, 0));

    assertThat(arrivals.begin()).isEqualTo(1_000);
    assertThat(arrivals.first()).isEqualTo(5_000);
    assertThat(arrivals.last()).isEqualTo(7_000);
    assertThat(arrivals.rate(1_000, 3_000)).isEqualTo(0.5, within(1e-12));
    assertThat(arrivals.rate(4_000, 6_000)).isEqualTo((0.5 + 4) / 2, within(1e-12));
    assertThat(arrivals.rate(1_000, 7_000)).isEqualTo(10 / 6.0, within(1e-12));
    assertThat(arrivals.rate(8_000, 9_000)).isZero();
  }

  @Test
  void withoutRunsThereIsNoTime() {
    Arrivals arrivals = new Arrivals();

    assertThat(arrivals.first()).isNaN();
    assertThat(arrivals.begin()).isNaN();
    assertThat(arrivals.last()).isNaN();
  }
}
