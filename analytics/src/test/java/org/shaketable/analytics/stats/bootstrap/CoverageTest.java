package org.shaketable.analytics.stats.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.descriptive.TrimmedMean;
import org.shaketable.analytics.stats.interval.Interval;

/** Simulated coverage of the 95 % intervals at the sample sizes used, in [93, 97] %. */
class CoverageTest {
  private static final int SIMULATIONS = 2000;
  private static final int REPLICATES = 500;

  private enum Distribution {
    NORMAL(Draws::nextGaussian),
    UNIFORM(Draws::nextDouble),
    EXPONENTIAL(draws -> -StrictMath.log(1 - draws.nextDouble()));

    private final ToDoubleFunction<Draws> draw;

    Distribution(ToDoubleFunction<Draws> draw) {
      this.draw = draw;
    }

    private double[] sample(int n, Draws draws) {
      double[] sample = new double[n];
      for (int i = 0; i < n; i++) {
        sample[i] = draw.applyAsDouble(draws);
      }
      return sample;
    }
  }

  @FunctionalInterface
  private interface Method {
    Interval of(Strata strata, Statistic statistic, BootstrapSettings settings);
  }

  private static double coverage(
      Distribution distribution, int n, double truth, Statistic statistic, Method method) {
    int covered = 0;
    for (int i = 0; i < SIMULATIONS; i++) {
      Strata strata = Strata.ofSample(distribution.sample(n, Draws.of(5, i)));
      Interval interval =
          method.of(strata, statistic, new BootstrapSettings(1000 + i, REPLICATES, 0.95));
      covered += interval.contains(truth) ? 1 : 0;
    }
    return (double) covered / SIMULATIONS;
  }

  @ParameterizedTest
  @CsvSource({"NORMAL, 16", "UNIFORM, 16", "EXPONENTIAL, 16", "NORMAL, 32", "EXPONENTIAL, 64"})
  void interquartileMeansAreCovered(Distribution distribution, int n) {
    double truth = TrimmedMean.interquartile(distribution.sample(1_000_000, Draws.of(99, 1)));
    Statistic mean = Statistic.interquartileMean(0);

    assertThat(coverage(distribution, n, truth, mean, Bootstrap::expanded)).isBetween(0.93, 0.97);
    assertThat(coverage(distribution, n, truth, mean, Bootstrap::percentile)).isBetween(0.93, 0.97);
  }

  @Test
  void meansOfNormalValuesAreCoveredFromSixteenRowsOnWhenExpanded() {
    Statistic mean = Statistic.mean(0);

    assertThat(coverage(Distribution.NORMAL, 16, 0, mean, Bootstrap::expanded))
        .isBetween(0.93, 0.97);
    assertThat(coverage(Distribution.NORMAL, 64, 0, mean, Bootstrap::percentile))
        .isBetween(0.93, 0.97);
    assertThat(coverage(Distribution.NORMAL, 64, 0, mean, Bootstrap::bca)).isBetween(0.93, 0.97);
    // Hesterberg's reason for widening: the plain interval is too short at this size.
    assertThat(coverage(Distribution.NORMAL, 16, 0, mean, Bootstrap::percentile)).isLessThan(0.93);
  }

  @Test
  void theExpandedIntervalWidensBySmallSamplesOnly() {
    double[] values = Distribution.NORMAL.sample(8, Draws.of(1, 1));
    Strata strata = Strata.ofSample(values);
    BootstrapSettings settings = BootstrapSettings.of(3);

    Interval wide = Bootstrap.expanded(strata, Statistic.mean(0), settings);

    // Standard error of the bootstrap times sqrt(8 / 7) t(7).
    double half = Math.sqrt(Moments.of(values).variance() / 8) * 2.3646;
    assertThat(wide.width() / (2 * half)).isBetween(0.9, 1.1);
    assertThat(wide.level()).isEqualTo(0.95);
    Strata single = Strata.ofSample(new double[] {4});
    assertThat(Bootstrap.expanded(single, Statistic.mean(0), settings).width()).isZero();
  }
}
