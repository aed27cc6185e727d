package org.shaketable.analytics.stats.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConformalThresholdTest {
  private static double[] upTo(int n) {
    return IntStream.rangeClosed(1, n).mapToDouble(i -> i).toArray();
  }

  @Test
  void itIsTheRankThatAFurtherRunMayExceedInOneOfTwenty() {
    assertThat(ConformalThreshold.of(upTo(19), 0.95)).hasValue(19);
    assertThat(ConformalThreshold.of(upTo(20), 0.95)).hasValue(20);
    assertThat(ConformalThreshold.of(upTo(39), 0.95)).hasValue(38);
    assertThat(ConformalThreshold.of(upTo(100), 0.95)).hasValue(96);
  }

  @Test
  void belowNineteenRunsThereIsNone() {
    assertThat(ConformalThreshold.fewest(0.95)).isEqualTo(19);
    assertThat(ConformalThreshold.of(upTo(18), 0.95)).isEmpty();
    assertThat(ConformalThreshold.of(new double[0], 0.95)).isEmpty();
  }

  @Test
  void aScoreThatWasNeverHeldCountsAndNaNIsRefused() {
    double[] maxima = upTo(19);
    maxima[18] = Double.NEGATIVE_INFINITY;
    assertThat(ConformalThreshold.of(maxima, 0.95)).hasValue(18);
    maxima[0] = Double.NaN;
    assertThatThrownBy(() -> ConformalThreshold.of(maxima, 0.95))
        .hasMessage("Invalid maximum: expected a number, found NaN");
  }

  /** The 95th percentile of 8 and 16 maxima is exceeded by 15 and 10 % of further runs. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 19, 40})
  void aFurtherRunExceedsItInAtMostOneOfTwenty(int runs) {
    SplittableRandom random = new SplittableRandom(runs);
    int sweeps = 20_000;
    int exceeded = 0;
    for (int sweep = 0; sweep < sweeps; sweep++) {
      double[] maxima = random.doubles(runs).toArray();
      double further = random.nextDouble();
      exceeded +=
          ConformalThreshold.of(maxima, 0.95).orElse(Double.POSITIVE_INFINITY) < further ? 1 : 0;
    }
    assertThat((double) exceeded / sweeps)
        .isBetween(runs < 19 ? 0 : 0.05 - 1.0 / (runs + 1) - 0.005, 0.055);
  }
}
