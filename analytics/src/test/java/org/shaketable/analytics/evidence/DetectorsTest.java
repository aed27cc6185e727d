package org.shaketable.analytics.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shaketable.analytics.table.DetectorRow;

class DetectorsTest {
  @Test
  void aDetectorThatSeparatesAndRarelyRingsIsAccepted() {
    DetectorRow row = new DetectedRuns().heldOut(100, 5).collapsed(20, 220L, 3).detector();

    assertThat(row.verdict()).isEqualTo("accepted");
    assertThat(row.falsePositives().falsePositiveRate()).isEqualTo(0.05);
    assertThat(row.recall().recall()).isEqualTo(1);
    assertThat(row.separation().auroc()).isEqualTo(1);
    assertThat(row.lead().medianLeadSteps()).isEqualTo(40);
    assertThat(row.heldOutRuns()).isEqualTo(100);
    assertThat(row.collapses()).isEqualTo(20);
  }

  @Test
  void oneThatRingsTooOftenOrTooRarelyIsRejected() {
    assertThat(new DetectedRuns().heldOut(100, 8).collapsed(20, 220L, 3).detector().verdict())
        .isEqualTo("rejected");
    assertThat(new DetectedRuns().heldOut(100, 2).collapsed(20, 220L, 3).detector().verdict())
        .isEqualTo("rejected");
  }

  @Test
  void withTooFewHeldOutRunsItIsUndecided() {
    assertThat(new DetectedRuns().heldOut(99, 5).collapsed(20, 220L, 3).detector().verdict())
        .isEqualTo("undecided");
  }

  @Test
  void oneWhoseScoresAreAlikeIsRejectedHoweverManyCollapsesItRangBefore() {
    DetectorRow row =
        new DetectedRuns()
            .heldOut(100, 5)
            .collapsed(40, 220L, 3)
            .survivors(40, 220L, 3)
            .survivors(40, null, 5)
            .detector();

    assertThat(row.recall().recall()).isEqualTo(1);
    // Above the hundred clean runs, level with 40 survivors, below 40: (100 + 20) of 180 pairs.
    assertThat(row.separation().auroc()).isCloseTo(120 / 180.0, within(1e-12));
    assertThat(
            new DetectedRuns().collapsed(40, 220L, 3).survivors(40, 220L, 3).detector().verdict())
        .isEqualTo("rejected");
  }

  @Test
  void withoutACollapseNothingIsSeparated() {
    DetectedRuns none = new DetectedRuns().heldOut(100, 5).survivors(20, null, 0.5);

    assertThat(none.detectors()).hasSize(1);
    assertThat(none.detector().verdict()).isEqualTo("undecided");
    assertThat(none.detector().separation().aurocP()).isNaN();
    assertThat(none.detector().recall().recall()).isNaN();
  }

  @Test
  void shuffledLabelsAreNotTakenForKnowledge() {
    DetectedRuns runs = new DetectedRuns().heldOut(100, 5).collapsed(100, 220L, 3);
    DetectorRow shuffled = runs.detectors().get(1);

    assertThat(shuffled.detector()).isEqualTo("shuffled_labels");
    assertThat(shuffled.separation().auroc()).isBetween(0.4, 0.6);
    assertThat(shuffled.verdict()).isEqualTo("rejected");
    assertThat(shuffled.lead()).isNull();
  }
}
