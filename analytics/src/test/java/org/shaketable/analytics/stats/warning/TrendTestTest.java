package org.shaketable.analytics.stats.warning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.analytics.stats.metastate.Surrogate;

class TrendTestTest {
  private static final int RUNS = 400;
  private static final int LENGTH = 60;

  /** An autoregression whose coefficient goes from one to the other, of unit innovations. */
  private static double[] series(double from, double to, SplittableRandom random) {
    double[] series = new double[LENGTH];
    double state = random.nextGaussian();
    for (int i = 0; i < LENGTH; i++) {
      double phi = from + (to - from) * i / LENGTH;
      state = phi * state + random.nextGaussian();
      series[i] = state;
    }
    return series;
  }

  private static double share(
      double from, double to, double growth, TrendTest.Signal signal, Surrogate surrogate) {
    SplittableRandom random = new SplittableRandom(6);
    int small = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] series = series(from, to, random);
      Arrays.setAll(series, i -> series[i] * (1 + (growth - 1) * i / LENGTH));
      TrendTest test = TrendTest.of(series, random);
      small += test.p().get(surrogate).get(signal) <= 0.05 ? 1 : 0;
    }
    return small / (double) RUNS;
  }

  /** Four standard errors of 5 % of 400 are 4.4 points. */
  @ParameterizedTest
  @EnumSource(TrendTest.Signal.class)
  void aStationaryRunIsCalledRisingInOneOfTwenty(TrendTest.Signal signal) {
    assertThat(share(0.5, 0.5, 1, signal, Surrogate.AR1)).isBetween(0.01, 0.094);
    assertThat(share(0.5, 0.5, 1, signal, Surrogate.PHASE_SHUFFLED)).isBetween(0.01, 0.094);
  }

  /** Deviations that grow threefold, and a coefficient that rises from -0.8 to 0.6. */
  @Test
  void aRunWhoseSignalRisesIsCalledSoMoreOften() {
    assertThat(share(0, 0, 3, TrendTest.Signal.VARIANCE, Surrogate.AR1)).isGreaterThan(0.5);
    assertThat(share(-0.8, 0.6, 1, TrendTest.Signal.AUTOCORRELATION, Surrogate.AR1))
        .isGreaterThan(0.5);
    assertThat(share(-0.8, 0.6, 1, TrendTest.Signal.AUTOCORRELATION, Surrogate.PHASE_SHUFFLED))
        .isGreaterThan(0.5);
  }

  @Test
  void shortConstantAndBrokenSeriesHaveNoTest() {
    double[] constant = new double[LENGTH];
    Arrays.fill(constant, 0.1);
    double[] broken = series(0, 0, new SplittableRandom(1));
    broken[7] = Double.NaN;

    assertThat(TrendTest.of(constant, new SplittableRandom(1))).isNull();
    assertThat(TrendTest.of(broken, new SplittableRandom(1))).isNull();
    assertThat(TrendTest.of(new double[] {1, 2, 3}, new SplittableRandom(1))).isNull();
  }

  @Test
  void runningSumsGiveWhatTheIndicatorsGive() {
    double[] values = TrendTest.residual(series(0.7, 0.7, new SplittableRandom(2)));
    double[][] signals = RollingSignals.of(values, 30);

    for (int from = 0; from + 30 <= LENGTH; from++) {
      double[] window = Arrays.copyOfRange(values, from, from + 30);
      assertThat(signals[0][from]).isCloseTo(Indicator.VARIANCE.of(window), within(1e-9));
      assertThat(signals[1][from]).isCloseTo(Indicator.AUTOCORRELATION_1.of(window), within(1e-9));
      assertThat(signals[2][from]).isCloseTo(Math.abs(Indicator.SKEWNESS.of(window)), within(1e-9));
    }
  }

  @Test
  void theSameRunAndRandomNumbersGiveTheSameTest() {
    double[] series = series(0.5, 0.5, new SplittableRandom(3));

    assertThat(TrendTest.of(series, new SplittableRandom(4)))
        .isEqualTo(TrendTest.of(series, new SplittableRandom(4)));
  }
}
