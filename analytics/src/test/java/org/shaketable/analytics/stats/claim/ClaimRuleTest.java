package org.shaketable.analytics.stats.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.interval.Interval;

class ClaimRuleTest {
  private static final ClaimRule ABOVE = new ClaimRule(ClaimRule.Side.ABOVE, 0.1);
  private static final ClaimRule BELOW = new ClaimRule(ClaimRule.Side.BELOW, 0.1);
  private static final ClaimRule WITHIN = new ClaimRule(ClaimRule.Side.WITHIN, 0.5);

  private static Interval interval(double lower, double upper) {
    return new Interval((lower + upper) / 2, lower, upper, 0.95, 100);
  }

  @Test
  void theWholeIntervalDecides() {
    assertThat(ABOVE.verdict(interval(0.2, 0.4))).isEqualTo(Verdict.CONFIRMED);
    assertThat(ABOVE.verdict(interval(-0.2, 0))).isEqualTo(Verdict.REFUTED);
    assertThat(ABOVE.verdict(interval(0, 0.4))).isEqualTo(Verdict.UNDECIDED);
    assertThat(BELOW.verdict(interval(0.2, 0.4))).isEqualTo(Verdict.REFUTED);
    assertThat(BELOW.verdict(interval(-0.2, 0))).isEqualTo(Verdict.CONFIRMED);
    assertThat(BELOW.verdict(interval(0, 0.4))).isEqualTo(Verdict.UNDECIDED);
    assertThat(WITHIN.verdict(interval(-0.4, 0.3))).isEqualTo(Verdict.CONFIRMED);
    assertThat(WITHIN.verdict(interval(0.6, 0.8))).isEqualTo(Verdict.REFUTED);
    assertThat(WITHIN.verdict(interval(-0.9, -0.6))).isEqualTo(Verdict.REFUTED);
    assertThat(WITHIN.verdict(interval(0.3, 0.7))).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void anIntervalShortOfTheSmallestEffectThatCountsRefutes() {
    ClaimRule counts = new ClaimRule(ClaimRule.Side.ABOVE, 0, 0.1);
    ClaimRule below = new ClaimRule(ClaimRule.Side.BELOW, 0, -0.1);

    assertThat(counts.verdict(interval(-0.05, 0.08))).isEqualTo(Verdict.REFUTED);
    assertThat(counts.verdict(interval(0.01, 0.08))).isEqualTo(Verdict.REFUTED);
    assertThat(counts.verdict(interval(0.01, 0.12))).isEqualTo(Verdict.CONFIRMED);
    assertThat(counts.verdict(interval(-0.01, 0.12))).isEqualTo(Verdict.UNDECIDED);
    assertThat(below.verdict(interval(-0.08, 0.05))).isEqualTo(Verdict.REFUTED);
    assertThat(below.verdict(interval(-0.12, -0.01))).isEqualTo(Verdict.CONFIRMED);
    assertThat(below.verdict(interval(-0.12, 0.01))).isEqualTo(Verdict.UNDECIDED);
    assertThatThrownBy(() -> new ClaimRule(ClaimRule.Side.ABOVE, 0, -0.1))
        .hasMessageContaining("must lie on the claimed side of 0.0, not at -0.1");
  }

  /** Half width 0.12 around 0: 0.1 is met by 1.44 times as many, the threshold never. */
  @Test
  void noEffectIsDecidedByMoreRunsWhereASmallestEffectCounts() {
    assertThat(new ClaimRule(ClaimRule.Side.ABOVE, 0).furtherObservations(interval(-0.12, 0.12)))
        .isEqualTo(-1);
    assertThat(
            new ClaimRule(ClaimRule.Side.ABOVE, 0, 0.1).furtherObservations(interval(-0.12, 0.12)))
        .isBetween(44L, 45L);
  }

  /** Four of five intervals of this width about such a truth lie beyond the threshold. */
  @Test
  void whatCouldHaveBeenConfirmedFollowsFromTheWidth() {
    assertThat(ABOVE.detectable(interval(-0.196, 0.196), 0.8)).isCloseTo(0.280, within(5e-4));
    assertThat(WITHIN.detectable(interval(0.2, 0.592), 0.8)).isCloseTo(0.280, within(5e-4));
    assertThat(BELOW.detectable(new Interval(0, -1, 0.196, 0.95, 9), 0.5))
        .isCloseTo(0.196, within(1e-9));
    assertThat(ABOVE.detectable(Interval.unbounded(0.3, 0.95, 0), 0.8)).isNaN();
  }

  @Test
  void withoutAnIntervalNothingIsDecided() {
    Interval none = Interval.unbounded(0.3, 0.95, 0);

    assertThat(ABOVE.verdict(none)).isEqualTo(Verdict.UNDECIDED);
    assertThat(ABOVE.furtherObservations(none)).isEqualTo(-1);
  }

  @Test
  void undecidedSaysHowManyMoreWouldDecide() {
    // Half width 0.2, distance 0.1: four times as many, and one to be strictly beyond.
    assertThat(ABOVE.furtherObservations(interval(0, 0.4))).isBetween(300L, 301L);
    assertThat(ABOVE.furtherObservations(interval(0.2, 0.4))).isZero();
    assertThat(WITHIN.furtherObservations(interval(-0.6, 0.2))).isBetween(77L, 79L);
    assertThat(ABOVE.furtherObservations(new Interval(0.1, 0, 0.2, 0.95, 9))).isEqualTo(-1);
  }

  @Test
  void tablesHoldVerdictsInTheWordsOfTheDesign() {
    assertThat(Verdict.values())
        .extracting(Verdict::words)
        .containsExactly("confirmed", "refuted", "undecided");
  }

  @Test
  void claimsWithSeveralRulesNeedAll() {
    assertThat(Verdict.CONFIRMED.and(Verdict.CONFIRMED)).isEqualTo(Verdict.CONFIRMED);
    assertThat(Verdict.CONFIRMED.and(Verdict.UNDECIDED)).isEqualTo(Verdict.UNDECIDED);
    assertThat(Verdict.UNDECIDED.and(Verdict.CONFIRMED)).isEqualTo(Verdict.UNDECIDED);
    assertThat(Verdict.UNDECIDED.and(Verdict.REFUTED)).isEqualTo(Verdict.REFUTED);
  }
}
