package org.shaketable.analytics.stats.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.spectrum.Fourier;

class SeriesSurrogateTest {
  private static double[] series(int n) {
    double[] series = new double[n];
    Arrays.setAll(series, i -> Math.sin(0.7 * i) + 0.3 * (i % 5) + 2);
    return series;
  }

  private static double circularAutocorrelation(double[] y, int lag) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += y[i] * y[(i + lag) % y.length];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 30, 31})
  void randomPhasesKeepTheSpectrum(int n) {
    double[] y = series(n);

    double[] surrogate = SeriesSurrogate.PHASES.of(y, Draws.of(1, n));

    Fourier expected = Fourier.of(y);
    Fourier actual = Fourier.of(surrogate);
    for (int k = 0; k < expected.size(); k++) {
      assertNear("power", actual.power(k), expected.power(k), 1e-10);
    }
    for (int lag = 0; lag < 2; lag++) {
      double wanted = circularAutocorrelation(y, lag);
      assertNear("lag", circularAutocorrelation(surrogate, lag), wanted, 1e-10);
    }
  }

  @Test
  void phasesChangeTheSeries() {
    assertThat(SeriesSurrogate.PHASES.of(series(30), Draws.of(1, 1))).isNotEqualTo(series(30));
  }

  @Test
  void aCircularShiftIsNeverTheSeriesItself() {
    double[] y = series(4);
    for (int i = 0; i < 20; i++) {
      double[] shifted = SeriesSurrogate.CIRCULAR.of(y, Draws.of(2, i));
      assertThat(shifted).isNotEqualTo(y).containsExactlyInAnyOrder(y);
      assertThat(circularAutocorrelation(shifted, 1))
          .isCloseTo(circularAutocorrelation(y, 1), within(1e-12));
    }
  }

  @Test
  void emptyAndOne() {
    for (SeriesSurrogate surrogate : SeriesSurrogate.values()) {
      assertThat(surrogate.of(new double[0], Draws.of(1, 1))).isEmpty();
      assertThat(surrogate.of(new double[] {3}, Draws.of(1, 1))).containsExactly(3);
    }
  }

  @Test
  void theSurrogateTestCountsTheStatisticItself() {
    assertThat(SeriesSurrogate.p(2, new double[] {1, 2, 3})).isEqualTo(0.75);
    assertThat(SeriesSurrogate.p(9, new double[] {1, 2, 3})).isEqualTo(0.25);
    assertThat(SeriesSurrogate.p(9, new double[] {Double.NaN})).isEqualTo(1);
  }
}
