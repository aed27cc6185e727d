package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CombinedDistanceTest {
  /** T2 is 1 over one component, SPE 1 over the variance 1 that is left; then 2.56 / 4 + 0.36. */
  @Test
  void bothDistancesAreTakenOverTheirMeansAndAdded() {
    double[] scores =
        new CombinedDistance()
            .scores(PlainRuns.ofFeatures(new double[] {2.5, 5}, new double[] {2, 7}));

    assertThat(scores).containsExactly(new double[] {2, 0.64 + 1.44}, within(1e-12));
  }
}
