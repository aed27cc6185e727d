package org.shaketable.analytics.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shaketable.analytics.table.AlarmRow;
import org.shaketable.analytics.table.Role;

/** The disturbance begins at step 200 and the collapse is at 260. */
class AlarmsTest {
  private static AlarmRow collapsed(Long alarm) {
    return new DetectedRuns().collapsed(1, alarm).alarm();
  }

  @Test
  void theLeadIsTheCollapseLessTheAlarm() {
    assertThat(collapsed(220L).leadSteps()).isEqualTo(40);
    assertThat(collapsed(220L).exceededSinceStep()).isEqualTo(200);
    assertThat(collapsed(260L).leadSteps()).isZero();
  }

  @Test
  void anAlarmBeforeTheDisturbanceIsAMiss() {
    assertThat(collapsed(199L).leadSteps()).isZero();
    assertThat(collapsed(200L).leadSteps()).isEqualTo(60);
  }

  @Test
  void noAlarmIsAMissAndWithoutACollapseThereIsNoLead() {
    assertThat(collapsed(null).leadSteps()).isZero();
    assertThat(collapsed(null).alarmStep()).isNull();
    AlarmRow survivor = new DetectedRuns().survivors(1, 220L).alarm();
    assertThat(survivor.alarmStep()).isEqualTo(220);
    assertThat(survivor.leadSteps()).isNull();
  }

  @Test
  void cleanRunsSayWhetherThresholdsHaveSeenThem() {
    AlarmRow clean = new DetectedRuns().heldOut(1, 1).alarm();
    assertThat(clean.role()).isEqualTo(Role.CLEAN);
    assertThat(clean.split()).isEqualTo("held_out");
    assertThat(clean.sustainedMaximum()).isEqualTo(1.5);
  }
}
