package org.shaketable.analytics.stats.buffering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.interval.Interval;

class LevelGainTest {
  private static final double LEVEL = 0.95;

  /** Runs that survive with these probabilities at none and three levels, over two conditions. */
  private static List<LevelGain.Row> survivals(double[] probabilities, int seeds, Draws draws) {
    List<LevelGain.Row> rows = new ArrayList<>();
    for (String condition : new String[] {"mild", "strong"}) {
      for (int level = 0; level < probabilities.length; level++) {
        for (int seed = 0; seed < seeds; seed++) {
          double survived = draws.nextDouble() < probabilities[level] ? 1 : 0;
          rows.add(new LevelGain.Row(condition, level / 10.0, seed, survived));
        }
      }
    }
    return rows;
  }

  @Test
  void aPlantedGainOfAHalfIsFound() {
    int found = 0;
    double sum = 0;
    for (int sweep = 0; sweep < 100; sweep++) {
      double[] planted = {0.2, 0.3, 0.7, 0.3};
      LevelGain gain = LevelGain.of(survivals(planted, 16, Draws.of(1, sweep)), LEVEL);
      found += gain.gain().lower() > 0 ? 1 : 0;
      sum += gain.gain().estimate() / 100;
    }
    assertThat(found).isGreaterThanOrEqualTo(95);
    assertThat(sum).isCloseTo(0.5, within(0.04));
  }

  /** The definition before this one wanted a level between none and the highest, and gave NaN. */
  @Test
  void theHighestLevelMayBeTheBestAndWithoutNoiseTheGainHasBounds() {
    List<LevelGain.Row> rows = new ArrayList<>();
    for (int seed = 0; seed < 16; seed++) {
      rows.add(new LevelGain.Row("c", 0, seed, 0.25));
      rows.add(new LevelGain.Row("c", 0.1, seed, 0.75));
    }
    LevelGain found = LevelGain.of(rows, LEVEL);
    assertThat(found.gain().estimate()).isEqualTo(0.5);
    assertThat(found.gain().lower()).isBetween(0.3, 0.5);
    assertThat(found.chosen()).isEqualTo(new LevelGain.Chosen(0.1, 0.1));
  }

  @Test
  void whereNoLevelGainsNoGainIsClaimed() {
    int claimed = 0;
    int refuted = 0;
    double sum = 0;
    for (int sweep = 0; sweep < 200; sweep++) {
      double[] same = {0.5, 0.5, 0.5, 0.5};
      Interval gain = LevelGain.of(survivals(same, 16, Draws.of(2, sweep)), LEVEL).gain();
      claimed += gain.lower() > 0 ? 1 : 0;
      refuted += gain.upper() < 0 ? 1 : 0;
      sum += gain.estimate() / 200;
    }
    assertThat(claimed).isLessThanOrEqualTo(10);
    assertThat(refuted).isLessThanOrEqualTo(10);
    // Choosing and judging by the same seeds would give about 0.1 here.
    assertThat(sum).isLessThan(0.03);
  }

  @Test
  void levelsThatHarmAreRefuted() {
    int refuted = 0;
    for (int sweep = 0; sweep < 50; sweep++) {
      double[] harm = {0.9, 0.4, 0.3, 0.2};
      refuted +=
          LevelGain.of(survivals(harm, 20, Draws.of(3, sweep)), LEVEL).gain().upper() < 0 ? 1 : 0;
    }
    assertThat(refuted).isGreaterThanOrEqualTo(45);
  }

  @Test
  void theCostIsJudgedAtTheLevelsThatTheGainChose() {
    List<LevelGain.Row> gain = new ArrayList<>();
    List<LevelGain.Row> clean = new ArrayList<>();
    for (int seed = 0; seed < 8; seed++) {
      for (int level = 0; level < 3; level++) {
        gain.add(new LevelGain.Row("c", level, seed, level == 2 ? 1 : 0.1 * (seed % 3)));
        clean.add(new LevelGain.Row("clean", level, seed, 1 - 0.1 * level + 0.01 * seed));
      }
    }
    LevelGain found = LevelGain.of(gain, LEVEL);
    assertThat(found.chosen()).isEqualTo(new LevelGain.Chosen(2, 2));
    assertThat(LevelGain.of(clean, found.chosen(), LEVEL).estimate())
        .isCloseTo(-0.2, within(1e-12));
  }

  @Test
  void whatIsNotThereIsToldAsNoNumber() {
    Draws draws = Draws.of(4, 0);
    List<LevelGain.Row> rows = survivals(new double[] {0.5, 0.6}, 8, draws);
    List<LevelGain.Row> noNone = rows.stream().filter(row -> row.level() > 0).toList();
    List<LevelGain.Row> none = rows.stream().filter(row -> row.level() == 0).toList();
    assertThat(LevelGain.of(noNone, LEVEL).gain().estimate()).isNaN();
    assertThat(LevelGain.of(none, LEVEL).gain().estimate()).isNaN();
    assertThat(LevelGain.of(List.of(), LEVEL).gain().n()).isZero();
    assertThat(LevelGain.of(survivals(new double[] {1, 1}, 8, draws), LEVEL).gain().lower())
        .isNaN();
    assertThat(LevelGain.levels(rows)).isEqualTo(2);
    List<LevelGain.Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(LevelGain.of(shuffled, LEVEL)).isEqualTo(LevelGain.of(rows, LEVEL));
  }
}
