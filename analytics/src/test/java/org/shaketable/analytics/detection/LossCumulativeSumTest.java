package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LossCumulativeSumTest {
  /** The first five losses have mean 1 and variance 4 / 5; a loss two deviations above adds 1.5. */
  @Test
  void risesBeyondHalfADeviationAddUpAndFallsTakeAway() {
    double sigma = Math.sqrt(0.8);

    double[] scores =
        new LossCumulativeSum().scores(PlainRuns.of("run", 0, 2, 0, 2, 1, 1 + 2 * sigma, -9));

    assertThat(scores).containsExactly(new double[] {0, 0, 0, 0, 0, 1.5, 0}, within(1e-12));
  }

  @Test
  void aLossThatIsNotANumberLeavesTheSumAsItIs() {
    double sigma = Math.sqrt(0.8);

    double[] scores =
        new LossCumulativeSum()
            .scores(PlainRuns.of("run", 0, 2, 0, 2, 1, 1 + 2 * sigma, Double.NaN));

    assertThat(scores[6]).isCloseTo(1.5, within(1e-12));
  }
}
