package org.shaketable.analytics.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StratifiedShareTest {
  private static Interval of(long[] successes, long... trials) {
    return StratifiedShare.of(successes, trials, 0.95);
  }

  private static void assertNear(Interval actual, Interval expected) {
    assertThat(actual.estimate()).isCloseTo(expected.estimate(), within(1e-12));
    assertThat(actual.lower()).isCloseTo(expected.lower(), within(1e-12));
    assertThat(actual.upper()).isCloseTo(expected.upper(), within(1e-12));
    assertThat(actual.n()).isEqualTo(expected.n());
  }

  @Test
  void ofOneConditionItIsWilsons() {
    assertNear(of(new long[] {3}, 10), ProportionInterval.WILSON.of(3, 10, 0.95));
    assertNear(of(new long[] {0}, 10), ProportionInterval.WILSON.of(0, 10, 0.95));
  }

  /** p = 1/2; shares with half an observation more: 0.25/8.5 and 8.25/8.5. */
  @Test
  void differencesBetweenConditionsAreNoChance() {
    double own = 0.25 / 8.5;
    double effective = 0.25 / (2 * 8 * own * (1 - own) / (16 * 16));

    Interval interval = of(new long[] {0, 8}, 8, 8);

    assertNear(interval, Score.of(0.5, effective, 0.95, 16));
    assertThat(interval.width()).isLessThan(ProportionInterval.WILSON.of(8, 16, 0.95).width() / 2);
  }

  @Test
  void theOrderDoesNotMatterAndFailuresMirrorSuccesses() {
    Interval share = of(new long[] {1, 5, 0}, 4, 6, 3);

    assertNear(of(new long[] {0, 1, 5}, 3, 4, 6), share);
    Interval rest = of(new long[] {3, 1, 3}, 4, 6, 3);
    assertThat(rest.lower()).isCloseTo(1 - share.upper(), within(1e-12));
    assertNear(of(new long[] {1, 5, 0, 0}, 4, 6, 3, 0), share);
  }

  @Test
  void withoutRunsNothingIsKnown() {
    assertThat(of(new long[] {0}, 0).estimate()).isNaN();
    assertThat(of(new long[0]).lower()).isNaN();
    assertThat(Score.of(0.5, 0, 0.95, 0).upper()).isNaN();
    assertThat(share(of(new long[] {4, 3}, 4, 3))).isEqualTo(1);
  }

  private static double share(Interval interval) {
    return interval.upper();
  }

  @Test
  void boundsAreCutToWhatIsPossible() {
    Interval cut = new Interval(0.9, -0.5, 1.5, 0.95, 3).within(0, 1);

    assertThat(cut).isEqualTo(new Interval(0.9, 0, 1, 0.95, 3));
    assertThat(Interval.unbounded(2, 0.95, 1).within(0, 1).lower()).isNaN();
  }
}
