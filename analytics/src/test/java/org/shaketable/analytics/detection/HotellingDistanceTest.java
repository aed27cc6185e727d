package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HotellingDistanceTest {
  private final HotellingDistance detector = new HotellingDistance();

  /** (2.5, 5) is 2 scales of the entropy and 1 of the gradient: 0.6 * 2 + 0.8 = 2, 2^2 / 4 = 1. */
  @Test
  void theScoreIsTheSquareInsideTheModelOverItsVariance() {
    double[] scores =
        detector.scores(
            PlainRuns.ofFeatures(
                new double[] {2, 3}, new double[] {2.5, 5}, new double[] {1.5, 1}));

    assertThat(scores).containsExactly(new double[] {0, 1, 1}, within(1e-12));
  }

  /** 100 scales count as 6: (0.6 * 6)^2 / 4. */
  @Test
  void oneFeatureFarAwayCountsAsSixScales() {
    assertThat(detector.scores(PlainRuns.ofFeatures(new double[] {27, 3})))
        .containsExactly(new double[] {3.24}, within(1e-12));
  }

  @Test
  void aMissingFeatureAndAnEvaluationThatNoCleanRunHasSayNothing() {
    double[] scores =
        detector.scores(
            PlainRuns.ofFeatures(
                new double[] {2, Double.NaN},
                new double[] {2, 3},
                new double[] {2, 3},
                new double[] {2, 3}));

    assertThat(scores).containsExactly(Double.NaN, 0, 0, Double.NaN);
  }
}
