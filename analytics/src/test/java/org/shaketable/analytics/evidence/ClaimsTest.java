package org.shaketable.analytics.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.claim.ClaimRule;
import org.shaketable.analytics.table.ClaimRow;

class ClaimsTest {
  private static final ClaimDefinition PRECEDENCE =
      new ClaimDefinition(
          "precedence",
          "The meta-state moves first.",
          "collapsed runs",
          "median lead above 0",
          ClaimDefinition.Quantity.PRECEDENCE,
          ClaimRule.Side.ABOVE,
          0);

  private static ClaimRow judge(DetectedRuns runs) {
    Claims.Data data = new Claims.Data("s", List.of(), List.of(), runs.runs(), runs.detectors());
    return Claims.of(List.of(PRECEDENCE), data, DetectedRuns.SETTINGS).get(0);
  }

  @Test
  void leadsOfAnAcceptedDetectorConfirm() {
    ClaimRow row = judge(new DetectedRuns().heldOut(100, 5).collapsed(20, 220L, 3));

    assertThat(row.verdict()).isEqualTo("confirmed");
    assertThat(row.estimate()).isEqualTo(0.1);
    assertThat(row.furtherObservations()).isNull();
    assertThat(row.evidence()).startsWith("20 of 20 collapses announced");
  }

  @Test
  void theSameLeadsOfADetectorThatRingsTooOftenConfirmNothing() {
    ClaimRow row = judge(new DetectedRuns().heldOut(100, 20).collapsed(20, 220L, 3));

    assertThat(row.estimate()).isEqualTo(0.1);
    assertThat(row.verdict()).isEqualTo("refuted");
  }

  @Test
  void ofTooFewCleanRunsTheClaimStaysUndecided() {
    assertThat(judge(new DetectedRuns().heldOut(20, 1).collapsed(20, 220L, 3)).verdict())
        .isEqualTo("undecided");
  }

  @Test
  void leadsOfNothingConfirmNothingOfAnAcceptedDetector() {
    ClaimRow row = judge(new DetectedRuns().heldOut(100, 5).collapsed(20, 260L, 3));

    assertThat(row.estimate()).isZero();
    assertThat(row.verdict()).isEqualTo("undecided");
  }

  @Test
  void withoutACollapseThereIsNothingToJudgeBy() {
    ClaimRow row = judge(new DetectedRuns().heldOut(100, 5));

    assertThat(row.verdict()).isEqualTo("undecided");
    assertThat(row.estimate()).isNaN();
    assertThat(row.evidence()).isEqualTo("no run collapsed");
  }
}
