package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FeatureDistanceTest {
  @Test
  void theScoreIsTheDistanceInScalesOfTheCleanRunsEitherWayAndNotCut() {
    double[] scores =
        new FeatureDistance("predictive_entropy")
            .scores(
                PlainRuns.ofFeatures(
                    new double[] {2, 9}, new double[] {1.5, 9}, new double[] {27, 9}));

    assertThat(scores).containsExactly(new double[] {0, 2, 100}, within(1e-12));
  }

  @Test
  void aFeatureThatTheModelLacksAndAnEvaluationBehindAllCleanOnesSayNothing() {
    Observed run =
        PlainRuns.ofFeatures(
            new double[] {2, 3}, new double[] {2, 3}, new double[] {2, 3}, new double[] {2, 3});

    assertThat(new FeatureDistance("feature_rank").scores(run)).containsOnly(Double.NaN);
    assertThat(new FeatureDistance("log_gradient_norm").scores(run))
        .containsExactly(0, 0, 0, Double.NaN);
  }

  @Test
  void theNameHasThatOfTheFeature() {
    assertThat(new FeatureDistance("feature_rank").name()).isEqualTo("feature_feature_rank");
  }
}
