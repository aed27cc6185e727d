package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** 24 norms that take turns at 1 and 3, then 2: mean 2, variance 24 / 25. */
class GradientSpikeTest {
  private static final double SIGMA = Math.sqrt(0.96);

  private static double[] norms() {
    double[] norms = new double[26];
    Arrays.setAll(norms, i -> i == 24 ? 2 : i == 25 ? 2 + 2 * SIGMA : 1 + 2 * (i % 2));
    return norms;
  }

  @Test
  void theScoreIsTheDistanceFromTheFirstTwentyFiveNormsInTheirDeviations() {
    double[] scores =
        new GradientSpike("log_gradient_norm", GradientSpike.Scale.NORM)
            .scores(PlainRuns.ofNorms(norms()));

    assertThat(Arrays.copyOf(scores, 25)).containsOnly(Double.NaN);
    assertThat(scores[25]).isCloseTo(2, within(1e-12));
  }

  @Test
  void ofLogarithmsTheNormsCount() {
    double[] logarithms = Arrays.stream(norms()).map(Math::log).toArray();

    double[] scores =
        new GradientSpike("log_gradient_norm", GradientSpike.Scale.LOGARITHM)
            .scores(PlainRuns.ofNorms(logarithms));

    assertThat(scores[25]).isCloseTo(2, within(1e-12));
  }
}
