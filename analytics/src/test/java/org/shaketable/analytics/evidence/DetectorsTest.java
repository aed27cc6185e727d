package org.shaketable.analytics.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shaketable.analytics.table.DetectorRow;

/** The disturbance begins at step 200 and collapses are at 260. */
class DetectorsTest {
  @Test
  void falseAlarmsAreCountedOnCleanRunsPlacebosAndSurvivors() {
    DetectorRow row =
        new DetectedRuns()
            .heldOut(100, 5)
            .placebos(3, 300L)
            .placebos(7, null)
            .collapsed(20, 220L)
            .survivors(6, 240L)
            .survivors(4, null)
            .detector(1.0);

    assertThat(row.falsePositives().heldOutRuns()).isEqualTo(100);
    assertThat(row.falsePositives().falsePositiveRate()).isEqualTo(0.05);
    assertThat(row.placebos().placeboRuns()).isEqualTo(10);
    assertThat(row.placebos().placeboRate()).isEqualTo(0.3);
    assertThat(row.survivors().survivors()).isEqualTo(10);
    assertThat(row.survivors().survivorRate()).isEqualTo(0.6);
    assertThat(row.recall().recall()).isEqualTo(1);
    assertThat(row.lead().medianLeadSteps()).isEqualTo(40);
    assertThat(row.collapses()).isEqualTo(20);
    assertThat(row.completeness()).isEqualTo(0.75);
  }

  @Test
  void survivorsAreWatchedForAsLongAsHalfOfTheOthersStood() {
    DetectedRuns runs = new DetectedRuns().collapsed(3, 220L).survivors(5, 270L);

    assertThat(runs.detector(1.0).survivors().survivorRate()).isZero();
    // Before the onset nothing is to be survived.
    assertThat(
            new DetectedRuns()
                .collapsed(3, 220L)
                .survivors(5, 199L)
                .detector(1.0)
                .survivors()
                .survivorRate())
        .isZero();
  }

  @Test
  void survivorsOfConditionsWithoutACollapseAreNoComparison() {
    assertThat(new DetectedRuns().survivors(5, 240L).detector(1.0).survivors().survivors())
        .isZero();
  }

  @Test
  void withoutAThresholdNothingIsSaidOfAlarmsAndTheReasonIsNamed() {
    DetectorRow row = new DetectedRuns().heldOut(8, 0).collapsed(5, null).detector(null);

    assertThat(row.threshold()).isNull();
    assertThat(row.reason())
        .isEqualTo(
            "12 clean calibration runs with a score, where a false-positive rate of 5 % needs 19");
    assertThat(row.falsePositives().falsePositiveRate()).isNaN();
    assertThat(row.recall().recall()).isNaN();
    assertThat(row.lead().medianLeadSteps()).isNaN();
  }

  @Test
  void theVerdictAsksForOrderAndForGain() {
    assertThat(new DetectedRuns().collapsed(1, null).ordered(0.9, 0.6, 0.9).detector(1.0).verdict())
        .isEqualTo("confirmed");
    assertThat(new DetectedRuns().collapsed(1, null).ordered(0.9, 0.9, 0.9).detector(1.0).verdict())
        .isEqualTo("undecided");
    assertThat(new DetectedRuns().collapsed(1, null).ordered(0.5, 0.6, 0.9).detector(1.0).verdict())
        .isEqualTo("undecided");
    assertThat(new DetectedRuns().collapsed(1, 220L).detector(1.0).verdict())
        .isEqualTo("undecided");
  }
}
