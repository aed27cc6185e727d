package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AlarmTest {
  private static final long[] STEPS = {0, 10, 20, 30, 40, 50};

  /** Two scores above 1 do not count; of 3, 5 and 4 all are, so 3 is held. */
  @Test
  void theAlarmIsKnownAtTheThirdScoreInARowAboveTheThreshold() {
    Alarm alarm = Alarm.of(new double[] {2, 2, 0, 3, 5, 4}, STEPS, 1.0);

    assertThat(alarm).isEqualTo(new Alarm(30L, 50L, 3.0, 1));
  }

  @Test
  void aScoreThatOnlyReachesTheThresholdIsNotAbove() {
    Alarm alarm = Alarm.of(new double[] {0, 3, 3, 3, 0, 0}, STEPS, 3.0);

    assertThat(alarm).isEqualTo(new Alarm(null, null, 3.0, 1));
  }

  @Test
  void aMissingScoreBreaksTheRowAndIsCounted() {
    Alarm alarm = Alarm.of(new double[] {3, 3, Double.NaN, 3, 3, 0}, STEPS, 1.0);

    assertThat(alarm.known()).isNull();
    assertThat(alarm.completeness()).isCloseTo(5.0 / 6, within(1e-12));
  }

  @Test
  void withoutAThresholdThereIsNoAlarmButAMaximum() {
    assertThat(Alarm.of(new double[] {2, 2, 2}, STEPS, null))
        .isEqualTo(new Alarm(null, null, 2.0, 1));
  }

  @Test
  void ofARunThatIsTooShortNothingIsHeld() {
    assertThat(Alarm.of(new double[] {2, 2}, STEPS, 1.0)).isEqualTo(new Alarm(null, null, null, 1));
    assertThat(Alarm.of(new double[0], STEPS, 1.0).completeness()).isNaN();
  }
}
