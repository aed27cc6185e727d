package org.shaketable.analytics.stats.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.descriptive.Rounding;
import org.shaketable.analytics.stats.warning.Indicator;

/** All windows at once have the very bits of the windows one by one. */
class DetrendedWindowsTest {
  private static final SplittableRandom RANDOM = new SplittableRandom(17);

  @Test
  void theSignalsAreThoseOfTheWindowsOneByOne() {
    for (int trial = 0; trial < 300; trial++) {
      int window = 3 + RANDOM.nextInt(20);
      double[] values = series(RANDOM.nextInt(80));
      DetrendedWindows windows = DetrendedWindows.of(values, window);

      assertThat(windows.variance()).containsExactly(each(values, window, Indicator.VARIANCE));
      assertThat(windows.skewness()).containsExactly(each(values, window, Indicator.SKEWNESS));
      assertThat(windows.autocorrelation())
          .containsExactly(each(values, window, Indicator.AUTOCORRELATION_1));
    }
  }

  /** Noise with plateaus, straight lines and values that are not finite. */
  private static double[] series(int length) {
    double[] values = new double[length];
    double level = 100 * RANDOM.nextGaussian();
    int until = 0;
    int kind = 0;
    for (int i = 0; i < length; i++) {
      if (i == until) {
        until = i + 1 + RANDOM.nextInt(25);
        kind = RANDOM.nextInt(8);
      }
      values[i] =
          switch (kind) {
            case 0 -> level + 0.1;
            case 1 -> level + 0.3 * i;
            case 2 -> i % 5 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
            case 3 -> level * (1 + 1e-15 * RANDOM.nextGaussian());
            default -> level + RANDOM.nextGaussian();
          };
    }
    return values;
  }

  private static double[] each(double[] values, int window, Indicator indicator) {
    double[] signal = new double[values.length];
    Arrays.setAll(
        signal,
        i -> {
          double[] seen = Arrays.copyOfRange(values, Math.max(0, i + 1 - window), i + 1);
          return seen.length < window || !Arrays.stream(seen).allMatch(Double::isFinite)
              ? Double.NaN
              : indicator.of(besideLine(seen));
        });
    return signal;
  }

  /** What is left of a window beside its least-squares line. */
  private static double[] besideLine(double[] window) {
    double middle = (window.length - 1) / 2.0;
    double mean = 0;
    for (double value : window) {
      mean += value;
    }
    mean /= window.length;
    double product = 0;
    double square = 0;
    for (int i = 0; i < window.length; i++) {
      product += (i - middle) * (window[i] - mean);
      square += (i - middle) * (i - middle);
    }
    double slope = product / square;
    double[] rest = new double[window.length];
    double squares = 0;
    for (int i = 0; i < window.length; i++) {
      rest[i] = window[i] - mean - slope * (i - middle);
      squares += rest[i] * rest[i];
    }
    double reach = Math.abs(mean) + Math.abs(slope) * middle;
    return Rounding.only(Math.sqrt(squares / window.length), reach)
        ? new double[window.length]
        : rest;
  }
}
