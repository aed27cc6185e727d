package org.shaketable.analytics.stats.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LossRuleTest {
  /** Untrained loss 9, then 2 and 2.2 in turn: mean 2.1 after the first has left, or nearly. */
  private static double[] losses(int n) {
    double[] losses = new double[n];
    Arrays.setAll(losses, i -> i == 0 ? 9 : i % 2 == 0 ? 2 : 2.2);
    return losses;
  }

  private static final LossRule SHORT = new LossRule(7, 8, 1.1, 30);

  @Test
  void aSpikeThatComesBackInTimeIsNoCollapse() {
    double[] losses = losses(40);
    losses[20] = 4;

    assertThat(SHORT.first(Curves.ofLoss(losses), 0)).isEmpty();
  }

  @Test
  void aSpikeThatStaysIsACollapse() {
    double[] losses = losses(40);
    Arrays.fill(losses, 20, 40, 4);

    assertThat(SHORT.first(Curves.ofLoss(losses), 0)).hasValue(new LossRule.Found(20, 23));
    assertThat(SHORT.first(Curves.ofLoss(losses), 21)).isEmpty();
  }

  @Test
  void aSpikeAtTheVeryEndProvesNothing() {
    double[] losses = losses(40);
    Arrays.fill(losses, 38, 40, 4);

    assertThat(SHORT.first(Curves.ofLoss(losses), 0)).isEmpty();
  }

  @Test
  void aLossAboveTheUntrainedOneIsACollapse() {
    double[] losses = losses(10);
    losses[5] = 9.5;

    assertThat(LossRule.DEFAULT.first(Curves.ofLoss(losses), 0)).hasValue(new LossRule.Found(5, 5));
    assertThat(LossRule.DEFAULT.first(Curves.of(), 0)).isEmpty();
  }

  @Test
  void theSpikeScoreIsTheShareOfJudgedLosses() {
    double[] losses = losses(48);
    losses[20] = 40;
    losses[30] = Double.NaN;

    assertThat(SpikeScore.DEFAULT.of(losses)).isEqualTo(2.0 / 40);
  }

  @Test
  void theSpikeScoreDoesNotChangeWithShiftOrScale() {
    double[] losses = losses(48);
    losses[20] = 40;
    double[] moved = Arrays.stream(losses).map(loss -> 3 + 8 * loss).toArray();

    assertThat(SpikeScore.DEFAULT.of(moved)).isEqualTo(SpikeScore.DEFAULT.of(losses));
  }

  @Test
  void anyRiseAboveAConstantLossIsASpikeAndRoundingIsNone() {
    double[] constant = Curves.flat(0.1, 20);

    assertThat(SpikeScore.DEFAULT.of(constant)).isZero();
    constant[19] = 0.11;
    assertThat(SpikeScore.DEFAULT.of(constant)).isEqualTo(1.0 / 12);
    constant[19] = Math.nextUp(0.1);
    assertThat(SpikeScore.DEFAULT.of(constant)).isZero();
  }

  @Test
  void withoutAPastNothingIsJudged() {
    assertThat(SpikeScore.DEFAULT.of(new double[0])).isNaN();
    assertThat(SpikeScore.DEFAULT.of(Curves.flat(1, 8))).isNaN();
    assertThatThrownBy(() -> new SpikeScore(7, 2))
        .hasMessage("Invalid spike score: expected sigmas > 0 and window >= 8, found 7.0 and 2");
  }
}
