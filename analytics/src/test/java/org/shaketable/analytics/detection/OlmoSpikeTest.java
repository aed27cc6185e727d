package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Eight losses that take turns at 1 and 3 have mean 2 and deviation 1. */
class OlmoSpikeTest {
  @Test
  void theScoreIsInDeviationsAboveTheMeanOfTheLossesBefore() {
    double[] scores = new OlmoSpike().scores(PlainRuns.of("run", 1, 3, 1, 3, 1, 3, 1, 3, 9));

    assertThat(scores).startsWith(Double.NaN, Double.NaN).hasSize(9);
    assertThat(scores[7]).isNaN();
    assertThat(scores[8]).isCloseTo(7, within(1e-12));
  }

  @Test
  void aLossThatIsNotFiniteIsFurtherThanAny() {
    double[] losses = {1, 3, 1, 3, 1, 3, 1, 3, Double.POSITIVE_INFINITY, Double.NaN, 2};

    assertThat(new OlmoSpike().scores(PlainRuns.of("run", losses)))
        .endsWith(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
  }
}
