package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeEstimateTest {
  @Test
  void whatEndedBetweenTwoLooksIsAveraged() {
    Map<String, TimeLeft.Spent> before =
        Map.of("a", new TimeLeft.Spent(2, 9), "b", new TimeLeft.Spent(1, 4));
    Map<String, TimeLeft.Spent> after =
        Map.of(
            "a", new TimeLeft.Spent(6, 11),
            "b", new TimeLeft.Spent(1, 4),
            "c", new TimeLeft.Spent(4, 1));

    assertThat(TimeEstimate.between(before, after))
        .isEqualTo(new TimeEstimate(Map.of("a", 0.5, "c", 0.25), 8));
  }

  @Test
  void runsTooShortToBeCountedTakeHalfAMillisecond() {
    Map<String, TimeLeft.Spent> after = Map.of("a", new TimeLeft.Spent(1000, 0.1));

    assertThat(TimeEstimate.between(Map.of(), after).seconds()).isEqualTo(Map.of("a", 5e-4));
  }
}
