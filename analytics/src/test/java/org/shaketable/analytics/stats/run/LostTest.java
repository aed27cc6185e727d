package org.shaketable.analytics.stats.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;

class LostTest {
  private static final int LENGTH = 41;
  private final CleanBand band = CleanBand.of(List.of(ending(1), ending(0.9)));

  /** Learned by evaluation 10; the last four evaluations, a tenth, have this mean. */
  private static Curve ending(double end) {
    double[] performance = new double[LENGTH];
    Arrays.setAll(performance, i -> Math.min(1, i / 10.0));
    Arrays.fill(performance, LENGTH - 4, LENGTH, end);
    return Curves.of(performance, Curves.flat(1, LENGTH));
  }

  @Test
  void downAtTheEndBelowHalfIsLost() {
    assertThat(Lost.of(ending(0.2))).isTrue();
    assertThat(Lost.of(ending(0.49))).isTrue();
    assertThat(Lost.of(ending(0.5))).isFalse();
  }

  /** Of 60 settings of PPO, 12 had such clean runs, and nothing was lost in 11 of them. */
  @Test
  void cleanRunsThatFallThemselvesSpareNoRun() {
    Judge unstable = Judge.of(List.of(ending(1), ending(1), ending(-9)), CollapseRules.DEFAULT);

    assertThat(unstable.band().lower(LENGTH - 1)).isLessThan(0.2);
    assertThat(unstable.judge(ending(0.2), ending(1)).lost()).hasValue(true);
    assertThat(unstable.judge(ending(-9), ending(-9)).lost()).hasValue(true);
  }

  @Test
  void aRunThatCollapsedAndCameBackIsNotLost() {
    double[] performance = new double[LENGTH];
    Arrays.setAll(performance, i -> i > 15 && i < 25 ? 0 : Math.min(1, i / 10.0));
    Curve run = Curves.of(performance, Curves.flat(1, LENGTH));

    assertThat(Collapse.of(run, ending(1), band, CollapseRules.DEFAULT)).isPresent();
    assertThat(Lost.of(run)).isFalse();
  }

  @Test
  void aRunThatNeverLearnedAndShouldHaveIsLostThoughItCannotCollapse() {
    Curve run = Curves.of(Curves.flat(0, LENGTH), Curves.flat(1, LENGTH));

    assertThat(Collapse.of(run, ending(1), band, CollapseRules.DEFAULT)).isEmpty();
    assertThat(Lost.of(run)).isTrue();
  }

  @Test
  void aDivergedRunIsLostWhateverTheScaleAndANaNAtTheEndIsNoPerformance() {
    assertThat(Lost.withoutScale(ending(1).divergedAt(399))).hasValue(true);
    assertThat(Lost.of(ending(Double.NaN))).isTrue();
    assertThat(Lost.of(ending(Double.POSITIVE_INFINITY))).isFalse();
  }

  @Test
  void withoutAScaleItIsNotKnown() {
    assertThat(Lost.withoutScale(ending(0.2))).isEmpty();
  }
}
