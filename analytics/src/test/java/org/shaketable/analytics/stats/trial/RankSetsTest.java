package org.shaketable.analytics.stats.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
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

  @Test
  void conditionsThatAreAlikeAreToldApartInFewSamples() {
    int told = 0;
    for (int sample = 0; sample < 200; sample++) {
      RankSets sets = RankSets.of(drawn(sample, 16, 0.3, 0.3, 0.3, 0.3, 0.3), SETTINGS);
      told += sets.possibleFirst().size() < 5 ? 1 : 0;
    }
    assertThat(told).isLessThanOrEqualTo(14);
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
