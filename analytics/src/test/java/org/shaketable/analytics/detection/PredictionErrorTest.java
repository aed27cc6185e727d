package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PredictionErrorTest {
  /** Of (2, 1) the model explains 2 * (0.6, 0.8); (0.8, -0.6) is left. */
  @Test
  void theScoreIsTheSquareThatTheModelDoesNotExplain() {
    double[] scores =
        new PredictionError()
            .scores(
                PlainRuns.ofFeatures(
                    new double[] {2, 3}, new double[] {2.5, 5}, new double[] {2.15, 4.6}));

    assertThat(scores).containsExactly(new double[] {0, 1, 0}, within(1e-12));
  }
}
