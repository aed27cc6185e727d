package org.shaketable.analytics.stats.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoseSurvivalTest {
  private static double of(DoseCount... doses) {
    return DoseSurvival.of(List.of(doses), 1, 100);
  }

  @Test
  void nothingLostIsOneAndAllLostIsZero() {
    assertThat(of(new DoseCount(1, 8, 0), new DoseCount(100, 8, 0))).isEqualTo(1);
    assertThat(of(new DoseCount(1, 8, 8), new DoseCount(100, 8, 8))).isZero();
    assertThat(DoseSurvival.of(List.of(), 1, 100)).isNaN();
  }

  @Test
  void aStraightRiseInTheLogarithmSurvivesHalf() {
    assertThat(of(new DoseCount(1, 8, 0), new DoseCount(100, 8, 8))).isCloseTo(0.5, within(1e-12));
    assertThat(of(new DoseCount(10, 8, 4))).isCloseTo(0.5, within(1e-12));
    assertThat(of(new DoseCount(1, 8, 0), new DoseCount(10, 8, 8))).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void magnitudesBeyondTheRangeCountForWhatLiesInside() {
    assertThat(of(new DoseCount(0.01, 8, 0), new DoseCount(100, 8, 8)))
        .isCloseTo(0.25, within(1e-12));
    assertThat(of(new DoseCount(1000, 8, 8), new DoseCount(10_000, 8, 8), new DoseCount(100, 8, 0)))
        .isEqualTo(1);
  }

  @Test
  void aShareThatFallsIsPooledWithItsNeighbour() {
    assertThat(of(new DoseCount(1, 8, 4), new DoseCount(100, 8, 0)))
        .isCloseTo(of(new DoseCount(1, 8, 2), new DoseCount(100, 8, 2)), within(1e-12));
  }

  @Test
  void unitsDoNotMatter() {
    List<DoseCount> doses =
        List.of(new DoseCount(2, 8, 1), new DoseCount(5, 8, 3), new DoseCount(40, 8, 7));
    List<DoseCount> scaled =
        List.of(new DoseCount(20, 8, 1), new DoseCount(50, 8, 3), new DoseCount(400, 8, 7));
    assertThat(DoseSurvival.of(doses, 1, 100))
        .isCloseTo(DoseSurvival.of(scaled, 10, 1000), within(1e-12));
  }

  @Test
  void aRangeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> DoseSurvival.of(List.of(), 2, 1))
        .hasMessage("Invalid range: expected 0 < low < high, found [2.0, 1.0]");
  }
}
