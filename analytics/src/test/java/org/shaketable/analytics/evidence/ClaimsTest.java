package org.shaketable.analytics.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.claim.ClaimRule;
import org.shaketable.analytics.table.ClaimRow;

class ClaimsTest {
  private static final ClaimDefinition PRECEDENCE =
      new ClaimDefinition(
          "precedence",
          "The meta-state moves first.",
          "collapsed runs",
          "gain above 0",
          ClaimDefinition.Quantity.PRECEDENCE,
          ClaimRule.Side.ABOVE,
          0,
          0.02,
          null);

  private static ClaimRow judge(DetectedRuns runs) {
    Claims.Data data = new Claims.Data("s", List.of(), List.of(), runs.precedence(), Map.of());
    return Claims.of(List.of(PRECEDENCE), data, DetectedRuns.SETTINGS).get(0);
  }

  @Test
  void anOrderThatAddsToWhatIsVisibleConfirms() {
    ClaimRow row = judge(new DetectedRuns().ordered(0.9, 0.6, 0.9));

    assertThat(row.verdict()).isEqualTo("confirmed");
    assertThat(row.subject()).isEqualTo("toy");
    assertThat(row.estimate()).isCloseTo(0.3, within(0.05));
    assertThat(row.furtherObservations()).isNull();
    assertThat(row.evidence())
        .startsWith(
            "among standing runs of one condition, those that collapse within 4 evaluations have"
                + " the larger T2 in 0.9")
        .endsWith(
            "of 20 runs that collapse and 20 that stand; performance and loss alone order 0.598 of"
                + " them; that the meta-state is low-dimensional is itself undecided");
  }

  @Test
  void anOrderThatIsVisibleAnywayConfirmsNothing() {
    assertThat(judge(new DetectedRuns().ordered(0.9, 0.9, 0.8)).verdict()).isEqualTo("refuted");
    assertThat(judge(new DetectedRuns().ordered(0.9, 0.9, 0.9)).verdict()).isEqualTo("undecided");
  }

  @Test
  void anOrderThatIsNoneLeavesTheClaimOpenAndAWrongOneEndsIt() {
    assertThat(judge(new DetectedRuns().ordered(0.5, 0.5, 0.8)).verdict()).isEqualTo("undecided");
    assertThat(judge(new DetectedRuns().ordered(0.15, 0.5, 0.8)).verdict()).isEqualTo("refuted");
  }

  @Test
  void withoutACollapseBesideARunThatStandsThereIsNothingToJudgeBy() {
    ClaimRow row = judge(new DetectedRuns());

    assertThat(row.verdict()).isEqualTo("undecided");
    assertThat(row.estimate()).isNaN();
    assertThat(row.evidence())
        .isEqualTo(
            "no condition has, after its onset, a run that collapses beside one that stands");
  }
}
