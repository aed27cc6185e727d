package org.shaketable.analytics.stats.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;

class SharedOrderTest {
  private static final BootstrapSettings SETTINGS = new BootstrapSettings(3, 500, 0.95);
  private static final double[] ORDER = {0.1, 0.2, 0.3, 0.4, 0.5};

  private static double[][] seeds(double[]... rows) {
    return rows;
  }

  /** Two of the 120 orders of five items agree or disagree as much: p of 1/60. */
  @Test
  void pIsTheShareOfOrdersThatAgreeAsMuch() {
    SharedOrder same = SharedOrder.of(seeds(ORDER, ORDER), seeds(ORDER, ORDER), SETTINGS);
    assertThat(same.tau().estimate()).isCloseTo(1, within(1e-12));
    assertThat(same.p()).isCloseTo(1 / 60.0, within(0.006));
    assertThat(same.tau().lower()).as("all draws agree").isNaN();
  }

  /** scipy 1.10.1: {@code kendalltau([.1, .2, .3, .4, .5], [.2, .1, .3, .5, .4])}, exact p. */
  @Test
  void tauAndPAreScipys() {
    double[] other = {0.2, 0.1, 0.3, 0.5, 0.4};
    SharedOrder found = SharedOrder.of(seeds(ORDER), seeds(other), SETTINGS);
    assertThat(found.tau().estimate()).isCloseTo(0.6, within(1e-12));
    assertThat(found.p()).isCloseTo(0.23333333333333334, within(0.03));
    assertThat(found.tau().lower()).as("one seed").isNaN();
  }

  @Test
  void aSideThatDoesNotVarySaysNothing() {
    double[] constant = {1, 1, 1, 1, 1};
    SharedOrder found = SharedOrder.of(seeds(ORDER, ORDER), seeds(constant, constant), SETTINGS);
    assertThat(found.tau().estimate()).isNaN();
    assertThat(found.p()).isNaN();
  }

  @Test
  void whatIsNotKnownIsInNoMean() {
    double[] gaps = {Double.NaN, 0.2, 0.3, 0.4, 0.5};
    SharedOrder found = SharedOrder.of(seeds(ORDER, gaps), seeds(ORDER, ORDER), SETTINGS);
    assertThat(found.tau().estimate()).isCloseTo(1, within(1e-12));
  }
}
