package org.shaketable.analytics.stats.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.interval.Interval;

class PairedDifferenceTest {
  /**
   * The first two as Fagerland, Lydersen and Laake 2014 (doi:10.1002/sim.6148) print them to three
   * digits, the others are of the PropCIs manual, Newcombe's paper and Tango's; all with SciPy
   * 1.11, the share found by maximising the trinomial likelihood on a grid.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 7, 12, -0.517232, -0.026003",
    "59, 6, 16, 80, -0.124023, -0.005433",
    "36, 12, 2, 0, 0.061112, 0.344709",
    "0, 40, 20, 100, 0.030865, 0.218064",
    "43, 0, 1, 0, -0.118077, 0.059393",
    "0, 16, 0, 0, 0.612785, 1",
    "11, 0, 5, 0, -0.555956, -0.058390"
  })
  void publishedExamplesAreMet(
      long both, long first, long second, long neither, double lower, double upper) {
    Interval interval = new PairedDifference(both, first, second, neither).interval(0.95);
    double pairs = both + first + second + neither;
    assertThat(interval.estimate()).isCloseTo((first - second) / pairs, within(1e-12));
    assertThat(interval.lower()).isCloseTo(lower, within(1e-6));
    assertThat(interval.upper()).isCloseTo(upper, within(1e-6));
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
    assertThat((double) held / samples).isBetween(0.94, 0.985);
  }
}
