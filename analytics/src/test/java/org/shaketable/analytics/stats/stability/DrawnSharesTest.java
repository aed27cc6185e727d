package org.shaketable.analytics.stats.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Strata;

class DrawnSharesTest {
  private static final int REPLICATES = 20_000;
  private static final BootstrapSettings SETTINGS = new BootstrapSettings(7, REPLICATES, 0.95);

  /** Runs of which so many survived; two of three collapsed ones came back. */
  private static Strata strata(int runs, int survived) {
    Strata.Builder builder = Strata.builder(2);
    for (int i = 0; i < runs; i++) {
      double recovery = i < survived ? Double.NaN : i - survived < 2 ? 1 : 0;
      builder.add("", "%03d".formatted(i), i < survived ? 1 : 0, recovery);
    }
    return builder.build();
  }

  private static double[] drawn(Strata strata, boolean recovery) {
    DrawnShares shares = new DrawnShares(strata, 0, 1);
    return Bootstrap.replicates(
        strata, rows -> recovery ? shares.recovery(rows) : shares.nonCollapse(rows), SETTINGS);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "0, 20", "3, 7", "50, 100", "1999, 2000"})
  void quantilesAreThoseOfTheBetaDistribution(double r, double m) {
    BetaDistribution beta = BetaDistribution.of(r + 0.5, m - r + 0.5);
    double[] quantiles = DrawnShares.quantiles(r, m);

    assertThat(quantiles).hasSize(128).isSorted();
    for (int i = 0; i < 128; i++) {
      double expected = beta.inverseCumulativeProbability((i + 0.5) / 128);
      assertThat(quantiles[i]).isCloseTo(expected, within(0.001));
    }
  }

  /** (k + 1/4) / (n + 1/2) of them survive, on average, also where all did. */
  @ParameterizedTest
  @CsvSource({"4, 4", "8, 8", "8, 5", "20, 20"})
  void theShareOfSurvivorsIsDrawnTowardsOneHalf(int runs, int survived) {
    double[] shares = drawn(strata(runs, survived), false);

    assertThat(mean(shares)).isCloseTo((survived + 0.25) / (runs + 0.5), within(0.004));
    assertThat(Arrays.stream(shares)).allMatch(share -> share >= 0 && share <= 1);
  }

  @Test
  void theShareOfRecoveriesIsDrawnAsJeffreysHasIt() {
    double[] shares = drawn(strata(8, 5), true);

    assertThat(mean(shares)).isCloseTo(2.5 / 4, within(0.005));
    assertThat(Arrays.stream(drawn(strata(8, 8), true))).allMatch(share -> Double.isNaN(share));
  }

  @Test
  void theSampleItselfIsNotDrawn() {
    Strata strata = strata(4, 4);

    Bootstrap.percentile(
        strata,
        rows -> {
          assertThat(rows.drawn()).isEqualTo(rows.further() != null);
          return rows.drawn() ? 1 : 0;
        },
        SETTINGS.withReplicates(5));
    assertThat(Bootstrap.percentile(strata, rows -> rows.drawn() ? 1 : 0, SETTINGS).estimate())
        .isZero();
  }
}
