package org.shaketable.analytics.stats.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;

import java.util.SplittableRandom;
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

  /** Short series are summed directly, and must be what the fast transform makes of them. */
  @Test
  void theInverseOfShortSeriesIsThatOfTheFastTransform() {
    SplittableRandom random = new SplittableRandom(7);
    for (int n = 1; n <= ShortInverse.LONGEST; n++) {
      double[] angles = random.doubles(n / 2 + 1, 0, 2 * Math.PI).toArray();
      angles[0] = 0;
      Fourier turned = Fourier.of(random.doubles(n, -1, 1).toArray()).turned(angles);

      assertNear("series of " + n, turned.inverse(), turned.fastInverse(), 1e-14);
    }
  }

  @Test
  void theEmptySeriesHasNoCoefficient() {
    assertThat(Fourier.of(new double[0]).size()).isZero();
    assertThat(Fourier.of(new double[0]).inverse()).isEmpty();
  }
}
