package org.shaketable.analytics.stats.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.interval.Interval;

class PairedDifferenceTest {
  /** Newcombe 1998, the table of examples, method 10. */
  @Test
  void anExampleOfNewcombesIsMet() {
    Interval interval = new PairedDifference(36, 12, 2, 0).interval(0.95);
    assertThat(interval.estimate()).isCloseTo(0.2, within(1e-12));
    assertThat(interval.lower()).isCloseTo(0.0569, within(5e-5));
    assertThat(interval.upper()).isCloseTo(0.3404, within(5e-5));
  }

  @Test
  void noDifferenceAmongFewPairsIsNotCertain() {
    Interval interval = new PairedDifference(0, 0, 0, 16).interval(0.95);
    assertThat(interval.estimate()).isZero();
    assertThat(interval.upper()).isCloseTo(0.194, within(1e-3));
    assertThat(interval.lower()).isCloseTo(-0.194, within(1e-3));
  }

  @Test
  void swappingTheSidesTurnsTheSign() {
    Interval one = new PairedDifference(3, 7, 2, 4).interval(0.95);
    Interval other = new PairedDifference(3, 2, 7, 4).interval(0.95);
    assertThat(other.estimate()).isCloseTo(-one.estimate(), within(1e-15));
    assertThat(other.lower()).isCloseTo(-one.upper(), within(1e-12));
    assertThat(other.upper()).isCloseTo(-one.lower(), within(1e-12));
  }

  @Test
  void outcomesAreCountedSeedBySeed() {
    assertThat(
            PairedDifference.of(
                new boolean[] {true, true, false, false, true},
                new boolean[] {true, false, true, false, false}))
        .isEqualTo(new PairedDifference(1, 2, 1, 1));
    assertThatThrownBy(() -> PairedDifference.of(new boolean[2], new boolean[3]))
        .hasMessage("Invalid outcomes: expected as many on both sides, found 2 and 3");
    assertThat(new PairedDifference(0, 0, 0, 0).interval(0.95).estimate()).isNaN();
  }

  /** Seeds that are hard under both arms: outcomes of a pair are correlated. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 40})
  void theIntervalHoldsTheTruthAsOftenAsItSays(int pairs) {
    double risk = 0.5;
    double placebo = 0.2;
    int held = 0;
    int samples = 4000;
    for (int sample = 0; sample < samples; sample++) {
      Draws draws = Draws.of(pairs, sample);
      boolean[] first = new boolean[pairs];
      boolean[] second = new boolean[pairs];
      for (int i = 0; i < pairs; i++) {
        double shared = draws.nextDouble();
        boolean common = draws.nextDouble() < 0.5;
        first[i] = (common ? shared : draws.nextDouble()) < risk;
        second[i] = (common ? shared : draws.nextDouble()) < placebo;
      }
      held += PairedDifference.of(first, second).interval(0.95).contains(risk - placebo) ? 1 : 0;
    }
    assertThat((double) held / samples).isBetween(0.93, 0.985);
  }
}
