package org.shaketable.analytics.stats.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.interval.ProportionInterval;

class ComparisonTest {
  private static final double NAN = Double.NaN;

  private static PairedOutcome pair(int seed, double own, double placebo) {
    return new PairedOutcome(seed, own, placebo);
  }

  @Test
  void eventsOfOneConditionAreCountedAndPaired() {
    Comparison comparison =
        Comparison.of(
            Outcome.Scale.EVENT,
            List.of(pair(0, 1, 0), pair(1, 1, 1), pair(2, 0, 0), pair(3, 1, NAN), pair(4, NAN, 1)),
            0.95);

    assertThat(comparison.own()).isEqualTo(ProportionInterval.WILSON.of(3, 4, 0.95));
    assertThat(comparison.other()).isEqualTo(ProportionInterval.WILSON.of(2, 4, 0.95));
    assertThat(comparison.difference()).isEqualTo(new PairedDifference(1, 1, 0, 1).interval(0.95));
  }

  /** Twelve runs of three seeds are three witnesses, not twelve. */
  @Test
  void runsOfOneSeedAreOneClusterHoweverManyConditionsThereAre() {
    List<PairedOutcome> one = new ArrayList<>();
    List<PairedOutcome> many = new ArrayList<>();
    for (int seed = 0; seed < 8; seed++) {
      double lost = seed % 2;
      one.add(pair(seed, lost, 0));
      for (int condition = 0; condition < 12; condition++) {
        many.add(pair(seed, lost, 0));
      }
    }
    Comparison pooled = Comparison.of(Outcome.Scale.EVENT, many, 0.95);
    assertThat(pooled.own().n()).isEqualTo(8);
    assertThat(pooled.own().estimate()).isCloseTo(0.5, within(1e-15));
    assertThat(pooled.own().width())
        .isGreaterThan(Comparison.of(Outcome.Scale.EVENT, one, 0.95).own().width() * 0.95);
  }

  @Test
  void sharesAreComparedSeedBySeed() {
    List<PairedOutcome> pairs = new ArrayList<>();
    for (int seed = 0; seed < 16; seed++) {
      pairs.add(pair(seed, 0.5 + 0.02 * seed, 0.6 + 0.02 * seed));
    }
    Comparison comparison = Comparison.of(Outcome.Scale.SHARE, pairs, 0.95);
    assertThat(comparison.difference().estimate()).isCloseTo(-0.1, within(1e-12));
    // Pairs that all differ alike say little of others: as many witnesses as runs, no more.
    assertThat(comparison.difference().lower()).isBetween(-0.6, -0.1);
    Collections.shuffle(pairs, new java.util.Random(1));
    assertThat(Comparison.of(Outcome.Scale.SHARE, pairs, 0.95)).isEqualTo(comparison);
  }

  @Test
  void withoutPlaceboTheDifferenceIsNotKnown() {
    Comparison comparison =
        Comparison.of(Outcome.Scale.EVENT, List.of(pair(0, 1, NAN), pair(1, 0, NAN)), 0.95);
    assertThat(comparison.own().estimate()).isEqualTo(0.5);
    assertThat(comparison.other().estimate()).isNaN();
    assertThat(comparison.difference().estimate()).isNaN();
    assertThat(comparison.difference().lower()).isNaN();
  }

  @Test
  void anOutcomeThatIsNoShareIsRefused() {
    assertThatThrownBy(() -> pair(0, 1.5, 0))
        .hasMessage("Invalid outcome: expected numbers in [0, 1] or NaN, found 1.5 and 0.0");
  }
}
