package org.shaketable.analytics.stats.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Draws;

class RankSetsTest {
  private static final BootstrapSettings SETTINGS = new BootstrapSettings(1, 300, 0.95);

  /** Outcomes of conditions with these risks; hard seeds are hard in all conditions. */
  private static double[][] drawn(long sample, int seeds, double... risks) {
    Draws draws = Draws.of(77, sample);
    double[][] values = new double[risks.length][seeds];
    for (int i = 0; i < seeds; i++) {
      double shared = draws.nextDouble();
      for (int j = 0; j < risks.length; j++) {
        double own = draws.nextDouble() < 0.4 ? shared : draws.nextDouble();
        values[j][i] = own < risks[j] ? 1 : 0;
      }
    }
    return values;
  }

  /**
   * Bounds are 5 % with three standard errors of 200 samples. Two conditions at 16 seeds and a risk
   * of 0.3 were told apart in 8 to 13 of 100 by a bootstrap of studentised differences.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 8, 0.3",
    "2, 16, 0.3",
    "2, 16, 0.5",
    "2, 64, 0.02",
    "5, 16, 0.05",
    "5, 32, 0.3",
    "12, 16, 0.5",
    "12, 32, 0.02"
  })
  void conditionsThatAreAlikeAreToldApartInOneOfTwentySamplesAtMost(
      int conditions, int seeds, double risk) {
    double[] risks = new double[conditions];
    Arrays.fill(risks, risk);
    int told = 0;
    for (int sample = 0; sample < 200; sample++) {
      RankSets sets = RankSets.of(drawn(sample, seeds, risks), SETTINGS);
      told += sets.possibleFirst().size() < conditions ? 1 : 0;
    }
    assertThat(told).isLessThanOrEqualTo(19);
  }

  @Test
  void ranksDoNotDependOnTheScaleOfTheValues() {
    double[][] values = drawn(5, 32, 0.9, 0.5, 0.1);
    double[][] scaled =
        Arrays.stream(values)
            .map(row -> Arrays.stream(row).map(value -> 1e-6 * value).toArray())
            .toArray(double[][]::new);
    RankSets one = RankSets.of(values, SETTINGS);
    RankSets other = RankSets.of(scaled, SETTINGS);
    for (int j = 0; j < 3; j++) {
      assertThat(other.least(j)).isEqualTo(one.least(j));
      assertThat(other.most(j)).isEqualTo(one.most(j));
    }
    assertThat(one.possibleFirst()).containsExactly(0);
  }

  @Test
  void aSeedThatOneConditionLacksCountsInNoPairWithIt() {
    double[][] values = new double[2][16];
    Arrays.fill(values[1], 1);
    Arrays.fill(values[0], 5, 16, Double.NaN);
    assertThat(RankSets.of(values, SETTINGS).possibleFirst()).hasSize(2);
    assertThat(RankSets.of(values, SETTINGS).mean(0)).isZero();
  }

  @Test
  void valuesThatAreInfiniteOrTooFewAreNamed() {
    assertThatThrownBy(() -> RankSets.of(new double[][] {{0, 1}, {1}}, SETTINGS))
        .hasMessage(
            "Invalid values: expected 2 seeds of every condition, finite or NaN, found [1.0]");
    assertThatThrownBy(() -> RankSets.of(new double[][] {{0, Double.POSITIVE_INFINITY}}, SETTINGS))
        .hasMessageContaining("found [0.0, Infinity]");
  }

  @Test
  void noLossAnywhereLeavesEveryRankToEachCondition() {
    RankSets sets = RankSets.of(new double[4][16], SETTINGS);
    assertThat(sets.possibleFirst()).containsExactly(0, 1, 2, 3);
    assertThat(sets.least(2)).isEqualTo(1);
    assertThat(sets.most(2)).isEqualTo(4);
  }

  @Test
  void theTrueRanksLieInTheSetsOfNearlyAllSamples() {
    int held = 0;
    int alone = 0;
    for (int sample = 0; sample < 200; sample++) {
      RankSets sets = RankSets.of(drawn(sample, 32, 0.95, 0.5, 0.3, 0.1), SETTINGS);
      boolean all = true;
      for (int j = 0; j < 4; j++) {
        all &= sets.least(j) <= j + 1 && j + 1 <= sets.most(j);
      }
      held += all ? 1 : 0;
      alone += sets.possibleFirst().size() == 1 ? 1 : 0;
    }
    assertThat(held).isGreaterThanOrEqualTo(186);
    assertThat(alone).isGreaterThanOrEqualTo(150);
  }

  @Test
  void allLostAgainstNoneLostIsToldApartAlsoWithoutAnyVariance() {
    double[][] values = new double[2][16];
    Arrays.fill(values[1], 1);
    RankSets sets = RankSets.of(values, SETTINGS);
    assertThat(sets.possibleFirst()).containsExactly(1);
    assertThat(sets.mean(1)).isEqualTo(1);
  }

  @Test
  void oneConditionOrOneSeedDecidesNothing() {
    assertThat(RankSets.of(new double[][] {{1, 0}}, SETTINGS).most(0)).isEqualTo(1);
    assertThat(RankSets.of(new double[][] {{1}, {0}}, SETTINGS).possibleFirst()).hasSize(2);
  }
}
