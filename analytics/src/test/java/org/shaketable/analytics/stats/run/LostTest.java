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
  void downAtTheEndBelowTheBandAndBelowHalfIsLost() {
    assertThat(Lost.of(ending(0.2), band)).hasValue(true);
    assertThat(Lost.of(ending(0.49), band)).hasValue(true);
  }

  @Test
  void downButAboveHalfOrInsideTheBandIsNotLost() {
    assertThat(Lost.of(ending(0.5), band)).hasValue(false);
    CleanBand wide = CleanBand.of(List.of(ending(1), ending(0.1)));
    assertThat(Lost.of(ending(0.2), wide)).hasValue(false);
  }

  @Test
  void aRunThatCollapsedAndCameBackIsNotLost() {
    double[] performance = new double[LENGTH];
    Arrays.setAll(performance, i -> i > 15 && i < 25 ? 0 : Math.min(1, i / 10.0));
    Curve run = Curves.of(performance, Curves.flat(1, LENGTH));

    assertThat(Collapse.of(run, ending(1), band, CollapseRules.DEFAULT)).isPresent();
    assertThat(Lost.of(run, band)).hasValue(false);
  }

  @Test
  void aRunThatNeverLearnedAndShouldHaveIsLostThoughItCannotCollapse() {
    Curve run = Curves.of(Curves.flat(0, LENGTH), Curves.flat(1, LENGTH));

    assertThat(Collapse.of(run, ending(1), band, CollapseRules.DEFAULT)).isEmpty();
    assertThat(Lost.of(run, band)).hasValue(true);
  }

  @Test
  void aDivergedRunIsLostWhateverTheScaleAndANaNAtTheEndIsNoPerformance() {
    assertThat(Lost.withoutScale(ending(1).divergedAt(399))).hasValue(true);
    assertThat(Lost.of(ending(Double.NaN), band)).hasValue(true);
    assertThat(Lost.of(ending(Double.POSITIVE_INFINITY), band)).hasValue(false);
  }

  @Test
  void withoutAScaleOrABandItIsNotKnown() {
    assertThat(Lost.withoutScale(ending(0.2))).isEmpty();
    assertThat(Lost.of(ending(0.2), CleanBand.of(List.of()))).isEmpty();
  }
}
