package org.shaketable.analytics.stats.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTest {
  @Test
  void coefficientsByHand() {
    Fourier transform = Fourier.of(new double[] {1, 2, 3, 6});

    assertNear("mean", transform.power(0), 144, 1e-15);
    // Y[1] = (1 - 3) + i (6 - 2), Y[2] = 1 - 2 + 3 - 6.
    assertNear("first", transform.power(1), 20, 1e-14);
    assertNear("second", transform.power(2), 16, 1e-14);
    assertThat(transform.size()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 9})
  void theInverseGivesTheSeriesBack(int n) {
    double[] series = new double[n];
    for (int i = 0; i < n; i++) {
      series[i] = i * i - 3 * i + 0.5;
    }

    assertNear("series", Fourier.of(series).inverse(), series, 1e-13);
  }

  @Test
  void theEmptySeriesHasNoCoefficient() {
    assertThat(Fourier.of(new double[0]).size()).isZero();
    assertThat(Fourier.of(new double[0]).inverse()).isEmpty();
  }
}
