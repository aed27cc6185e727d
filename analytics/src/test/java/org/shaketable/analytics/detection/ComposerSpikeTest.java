package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ComposerSpikeTest {
  /** After eight losses of 2 and four of 4 the mean before the fifth 4 is 32 / 12. */
  @Test
  void theScoreIsTheLeastOfFiveRatiosToTheMeanBefore() {
    double[] losses = {2, 2, 2, 2, 2, 2, 2, 2, 4, 4, 4, 4, 4, 2};

    double[] scores = new ComposerSpike().scores(PlainRuns.of("run", losses));

    assertThat(Arrays.copyOf(scores, 12)).containsOnly(Double.NaN);
    assertThat(scores[12]).isCloseTo(1.5, within(1e-12));
    assertThat(scores[13]).isCloseTo(2 / (36.0 / 13), within(1e-12));
  }

  @Test
  void whereTheMeanIsNotPositiveARatioSaysNothing() {
    double[] losses = new double[14];
    Arrays.fill(losses, -1);

    assertThat(new ComposerSpike().scores(PlainRuns.of("run", losses))).containsOnly(Double.NaN);
  }
}
