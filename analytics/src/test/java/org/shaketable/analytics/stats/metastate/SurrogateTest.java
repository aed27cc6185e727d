package org.shaketable.analytics.stats.metastate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurrogateTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 17, 64, 101})
  void shufflingPhasesKeepsThePowerSpectrumAndTheMean(int length) {
    double[] series = new SplittableRandom(length).doubles(length, -1, 3).toArray();
    double[] drawn = Surrogate.PHASE_SHUFFLED.sampler(series).draw(new SplittableRandom(5));
    assertThat(power(drawn)).containsExactly(power(series), within(1e-9));
    assertThat(Arrays.stream(drawn).sum()).isCloseTo(Arrays.stream(series).sum(), within(1e-10));
    if (length > 4) {
      assertThat(drawn[1]).isNotCloseTo(series[1], within(1e-6));
    }
  }

  @Test
  void shufflingTimeKeepsTheValues() {
    double[] series = {5, 1, 4, 2, 3, 9};
    double[] drawn = Surrogate.TIME_SHUFFLED.sampler(series).draw(new SplittableRandom(1));
    assertThat(drawn).containsExactlyInAnyOrder(series).isNotEqualTo(series);
  }

  @Test
  void anAutoregressionKeepsVarianceAndMemory() {
    double[] series = new double[20_000];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 1; i < series.length; i++) {
      series[i] = 0.8 * series[i - 1] + random.nextGaussian();
    }
    double[] drawn = Surrogate.AR1.sampler(series).draw(new SplittableRandom(4));
    assertThat(lagOne(drawn)).isCloseTo(0.8, within(0.02));
    assertThat(variance(drawn)).isCloseTo(1 / (1 - 0.64), within(0.3));
  }

  @Test
  void theIncrementsOfARandomWalkAreIndependentWithUnitVariance() {
    double[] walk = Surrogate.RANDOM_WALK.sampler(new double[20_000]).draw(new SplittableRandom(4));
    double[] steps = new double[walk.length - 1];
    Arrays.setAll(steps, i -> walk[i + 1] - walk[i]);
    assertThat(variance(steps)).isCloseTo(1, within(0.05));
    assertThat(lagOne(steps)).isCloseTo(0, within(0.03));
  }

  @ParameterizedTest
  @EnumSource(Surrogate.class)
  void theSameSeedDrawsTheSameAndEmptyStaysEmpty(Surrogate surrogate) {
    double[] series = {1, 2, 4, 7, 3};
    assertThat(surrogate.sampler(series).draw(new SplittableRandom(2)))
        .isEqualTo(surrogate.sampler(series).draw(new SplittableRandom(2)))
        .hasSize(5);
    assertThat(surrogate.sampler(new double[0]).draw(new SplittableRandom(2))).isEmpty();
    assertThat(surrogate.sampler(new double[] {3, 3, 3}).draw(new SplittableRandom(2)))
        .doesNotContain(Double.NaN);
  }

  @ParameterizedTest
  @EnumSource(Surrogate.class)
  void momentsAreThoseOfTheSeriesThatAreDrawn(Surrogate surrogate) {
    for (int length : new int[] {0, 1, 2, 3, 8, 17, 60, 101}) {
      double[][] series = new double[3][];
      SplittableRandom values = new SplittableRandom(length);
      Arrays.setAll(series, i -> values.doubles(length, -1, 3).toArray());
      Comoments drawn = surrogate.moments(series).draw(new SplittableRandom(5));

      SplittableRandom random = new SplittableRandom(5);
      Comoments expected = new Comoments(3);
      double[][] surrogates = new double[3][];
      Arrays.setAll(surrogates, i -> surrogate.sampler(series[i]).draw(random));
      for (int row = 0; row < length; row++) {
        expected.add(new double[] {surrogates[0][row], surrogates[1][row], surrogates[2][row]});
      }
      assertThat(drawn.rows()).isEqualTo(length);
      assertThat(drawn.mean()).containsExactly(expected.mean(), within(1e-12));
      for (int i = 0; i < 3; i++) {
        assertThat(drawn.covariance()[i]).containsExactly(expected.covariance()[i], within(1e-12));
      }
    }
  }

  @Test
  void momentsOfNoSeriesAreNone() {
    for (Surrogate surrogate : Surrogate.values()) {
      assertThat(surrogate.moments(new double[0][]).draw(new SplittableRandom(1)).width()).isZero();
    }
  }

  private static double[] power(double[] series) {
    int n = series.length;
    double[] power = new double[n];
    for (int k = 0; k < n; k++) {
      double re = 0;
      double im = 0;
      for (int t = 0; t < n; t++) {
        re += series[t] * Math.cos(2 * Math.PI * k * t / n);
        im += series[t] * Math.sin(2 * Math.PI * k * t / n);
      }
      power[k] = re * re + im * im;
    }
    return power;
  }

  private static double variance(double[] series) {
    double mean = Arrays.stream(series).average().orElseThrow();
    return Arrays.stream(series).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }

  private static double lagOne(double[] series) {
    double mean = Arrays.stream(series).average().orElseThrow();
    double sum = 0;
    for (int i = 1; i < series.length; i++) {
      sum += (series[i] - mean) * (series[i - 1] - mean);
    }
    return sum / series.length / variance(series);
  }
}
