package org.shaketable.analytics.stats.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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
    assertThat(same.tau().lower()).as("two seeds").isNaN();
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

  /**
   * Eight seeds tell a from b and c, which are equal; by both sides two of three pairs are known.
   */
  @Test
  void theIntervalIsWhatThePairsThatAreNotToldApartLeaveOpen() {
    double[][] side = new double[8][];
    Arrays.setAll(
        side, seed -> new double[] {1 + seed % 3, 0.1 * (seed % 2), 0.1 * (1 - seed % 2)});

    SharedOrder found = SharedOrder.of(side, side, SETTINGS);

    assertThat(found.tau().lower()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(found.tau().upper()).isEqualTo(1);
    double[][] turned = new double[8][];
    Arrays.setAll(turned, seed -> Arrays.stream(side[seed]).map(value -> -value).toArray());
    assertThat(SharedOrder.of(side, turned, SETTINGS).tau().upper())
        .isCloseTo(-1 / 3.0, within(1e-12));
  }

  @Test
  void whatIsNotKnownIsInNoMean() {
    double[] gaps = {Double.NaN, 0.2, 0.3, 0.4, 0.5};
    SharedOrder found = SharedOrder.of(seeds(ORDER, gaps), seeds(ORDER, ORDER), SETTINGS);
    assertThat(found.tau().estimate()).isCloseTo(1, within(1e-12));
  }
}
