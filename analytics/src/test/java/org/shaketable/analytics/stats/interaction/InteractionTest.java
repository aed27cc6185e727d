package org.shaketable.analytics.stats.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionTest {
  private static Interaction of(long both, long first, long second, long runs) {
    return Interaction.of(
        new Collapses(both, runs),
        List.of(new Collapses(first, runs), new Collapses(second, runs)),
        0.95);
  }

  @Test
  void independentEffectsDoNotInteract() {
    Interaction none = of(75, 50, 50, 100);
    assertThat(none.expected()).isCloseTo(0.75, within(1e-12));
    assertThat(none.interaction().estimate()).isCloseTo(0, within(1e-12));
    assertThat(none.interaction().contains(0)).isTrue();
    assertThat(none.verdict()).isEqualTo("independent as far as told");
  }

  @Test
  void twoHarmlessOnesThatCollapseTogetherInteract() {
    Interaction worse = of(20, 0, 0, 20);
    assertThat(worse.interaction().estimate()).isEqualTo(1);
    assertThat(worse.interaction().lower()).isGreaterThan(0.6);
    assertThat(worse.verdict()).isEqualTo("more than independent");
  }

  @Test
  void oneThatHidesTheOtherIsLessThanIndependent() {
    assertThat(of(1, 18, 10, 20).verdict()).isEqualTo("less than independent");
  }

  @Test
  void certainAloneLeavesNothingToAddButTheIntervalIsNotEmpty() {
    Interaction full = of(20, 20, 20, 20);
    assertThat(full.interaction().estimate()).isZero();
    assertThat(full.interaction().width()).isBetween(0.1, 0.4);
  }

  @Test
  void aPartWithoutRunsLeavesItUndecided() {
    Interaction open =
        Interaction.of(
            new Collapses(3, 10), List.of(new Collapses(2, 10), new Collapses(0, 0)), 0.95);
    assertThat(open.interaction().estimate()).isNaN();
    assertThat(open.verdict()).isEqualTo("undecided");
  }

  @ParameterizedTest(name = "p1 {0}, p2 {1}, both {2}, {3} runs")
  @CsvSource({
    "0.1, 0.3, 0.37, 20",
    "0.5, 0.5, 0.75, 20",
    "0.05, 0.05, 0.6, 20",
    "0.8, 0.2, 0.3, 20",
    "0.3, 0.3, 0.9, 50",
    "0.02, 0.9, 0.9, 20",
    "0.5, 0.1, 0.55, 8"
  })
  void theIntervalCoversTheTruth(double p1, double p2, double both, int runs) {
    SplittableRandom random = new SplittableRandom(7);
    double truth = both - (1 - (1 - p1) * (1 - p2));
    int covered = 0;
    int rounds = 4000;
    for (int i = 0; i < rounds; i++) {
      covered +=
          of(
                      binomial(random, runs, both),
                      binomial(random, runs, p1),
                      binomial(random, runs, p2),
                      runs)
                  .interaction()
                  .contains(truth)
              ? 1
              : 0;
    }
    assertThat((double) covered / rounds).isGreaterThan(0.93);
  }

  private static long binomial(SplittableRandom random, int runs, double p) {
    return random.doubles(runs).filter(u -> u < p).count();
  }
}
