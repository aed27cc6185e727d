package org.shaketable.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.jobs.bench.Arrivals.Arrival;
import org.shaketable.jobs.bench.Arrivals.Spent;

class ArrivalsTest {
  @Test
  void runsOfATaskAreSpreadOverItsTime() {
    Arrivals arrivals = new Arrivals();
    arrivals.add(new Arrival(1_000, 5_000, Map.of("slow", new Spent(2, 3_900))));
    arrivals.add(new Arrival(5_000, 7_000, Map.of("quick", new Spent(8, 1_900))));
    arrivals.add(new Arrival(500, 600, Map.of("slow", new Spent(0, 0))));

    assertThat(arrivals.begin()).isEqualTo(1_000);
    assertThat(arrivals.first()).isEqualTo(5_000);
    assertThat(arrivals.last()).isEqualTo(7_000);
    assertThat(arrivals.rate(1_000, 3_000)).isEqualTo(0.5, within(1e-12));
    assertThat(arrivals.rate(4_000, 6_000)).isEqualTo((0.5 + 4) / 2, within(1e-12));
    assertThat(arrivals.rate(1_000, 7_000)).isEqualTo(10 / 6.0, within(1e-12));
    assertThat(arrivals.rate(8_000, 9_000)).isZero();
    assertThat(arrivals.finalRate()).isEqualTo((2 * 0.25 + 8) / 3, within(1e-12));
  }

  @Test
  void paceIsThatOfTheEndWhateverIsTrained() {
    Arrivals arrivals = new Arrivals();
    // Cold: runs take twice as long, and the window has quick ones alone.
    arrivals.add(new Arrival(0, 4_000, Map.of("quick", new Spent(10, 4_000))));
    arrivals.add(new Arrival(4_000, 8_000, Map.of("slow", new Spent(2, 4_000))));
    arrivals.add(
        new Arrival(
            8_000, 12_000, Map.of("quick", new Spent(10, 2_000), "slow", new Spent(1, 2_000))));
    arrivals.add(new Arrival(12_000, 16_000, Map.of("slow", new Spent(2, 4_000))));

    assertThat(arrivals.rate(0, 4_000)).isEqualTo(2.5, within(1e-12));
    assertThat(arrivals.pace(0, 4_000)).isEqualTo(0.5, within(1e-12));
    assertThat(arrivals.pace(4_000, 8_000)).isEqualTo(1, within(1e-12));
    assertThat(arrivals.pace(8_000, 16_000)).isEqualTo(1, within(1e-12));
    assertThat(arrivals.reached(0.5, 2_000)).isEqualTo(2_000, within(1e-6));
    assertThat(arrivals.reached(0.75, 2_000)).isEqualTo(5_000, within(1e-6));
    assertThat(arrivals.reached(0.99, 2_000)).isEqualTo(6_000, within(1e-6));
    assertThat(arrivals.reached(1.5, 2_000)).isNaN();
  }

  @Test
  void aWorkloadThatIsOverBeforeTheEndCountsAsLongAsItTook() {
    Arrivals arrivals = new Arrivals();
    arrivals.add(new Arrival(0, 1_000, Map.of("early", new Spent(1, 1_000))));
    arrivals.add(new Arrival(1_000, 5_000, Map.of("late", new Spent(4, 4_000))));
    arrivals.add(new Arrival(5_000, 9_000, Map.of("late", new Spent(4, 4_000))));

    assertThat(arrivals.pace(0, 1_000)).isEqualTo(1, within(1e-12));
  }

  @Test
  void withoutRunsThereIsNoTime() {
    Arrivals arrivals = new Arrivals();

    assertThat(arrivals.first()).isNaN();
    assertThat(arrivals.begin()).isNaN();
    assertThat(arrivals.last()).isNaN();
    assertThat(arrivals.reached(0.5, 2_000)).isNaN();
  }
}
