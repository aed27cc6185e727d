package org.shaketable.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Moments, distribution and independence of the noise. Bounds are five standard errors of the
 * statistic under normal noise.
 */
class GaussianTest {
  private static final int N = 200_000;

  private static float[] noise(long seed, String name, long step, int count) {
    float[] values = new float[count];
    Gaussian.add(values, 0, count, 1f, RandomStream.of(seed, name, step));
    return values;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void momentsAreThoseOfTheNormalDistribution(long seed) {
    double[] moments = new double[5];
    for (float v : noise(seed, "noise", 0, N)) {
      for (int p = 1; p <= 4; p++) {
        moments[p] += Math.pow(v, p) / N;
      }
    }
    assertThat(moments[1]).isCloseTo(0, within(5 / Math.sqrt(N)));
    assertThat(moments[2]).isCloseTo(1, within(5 * Math.sqrt(2.0 / N)));
    assertThat(moments[3]).isCloseTo(0, within(5 * Math.sqrt(15.0 / N)));
    assertThat(moments[4]).isCloseTo(3, within(5 * Math.sqrt(96.0 / N)));
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7, 8})
  void distributionFunctionIsTheNormalOnes(long seed) {
    float[] values = noise(seed, "noise", 1, N);
    Arrays.sort(values);
    double distance = 0;
    for (int i = 0; i < N; i += 10) {
      distance = Math.max(distance, Math.abs((i + 0.5) / N - normal(values[i])));
    }
    // Kolmogorov: 1.95 / sqrt(n) is exceeded with probability 0.001
    assertThat(distance).isLessThan(1.95 / Math.sqrt(N));
  }

  @Test
  void tailsReachBeyondFourSigmaAsOftenAsTheyShould() {
    int beyond = 0;
    for (int step = 0; step < 20; step++) {
      for (float v : noise(9, "tails", step, N)) {
        beyond += Math.abs(v) > 4 ? 1 : 0;
      }
    }
    double expected = 20.0 * N * 6.334e-5;
    assertThat((double) beyond).isCloseTo(expected, within(5 * Math.sqrt(expected)));
  }

  @Test
  void neighboursPairsStreamsAndStepsAreUncorrelated() {
    float[] a = noise(1, "a", 0, N);
    double bound = 5 / Math.sqrt(N);
    for (int lag : new int[] {1, 2, 15, 16, 17, 32, 512, 1024}) {
      assertThat(correlation(a, a, lag)).as("lag %d", lag).isCloseTo(0, within(bound));
    }
    assertThat(correlation(a, noise(1, "a", 1, N), 0)).isCloseTo(0, within(bound));
    assertThat(correlation(a, noise(1, "b", 0, N), 0)).isCloseTo(0, within(bound));
    assertThat(correlation(a, noise(2, "a", 0, N), 0)).isCloseTo(0, within(bound));
  }

  @Test
  void magnitudesOfNeighboursPairsAndStreamsAreUncorrelated() {
    float[] a = squared(noise(1, "a", 0, N));
    double bound = 5 * 2 / Math.sqrt(N);
    for (int lag : new int[] {1, 16, 32, 512}) {
      assertThat(correlation(a, a, lag)).as("lag %d", lag).isCloseTo(0, within(bound));
    }
    assertThat(correlation(a, squared(noise(1, "a", 1, N)), 0)).isCloseTo(0, within(bound));
  }

  @Test
  void firstValuesOfManyStreamsAreNormalToo() {
    double sum = 0;
    double squares = 0;
    int streams = 30_000;
    for (int step = 0; step < streams; step++) {
      float v = noise(3, "first", step, 1)[0];
      sum += v;
      squares += v * v;
    }
    assertThat(sum / streams).isCloseTo(0, within(5 / Math.sqrt(streams)));
    assertThat(squares / streams).isCloseTo(1, within(5 * Math.sqrt(2.0 / streams)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 31, 32, 33, 511, 512, 513, 1000, 5000})
  void valuesDependOnKeyAndIndexAlone(int count) {
    float[] all = noise(4, "same", 2, 6000);
    assertThat(noise(4, "same", 2, count)).isEqualTo(Arrays.copyOf(all, count));
    float[] shifted = new float[count + 40];
    Gaussian.add(shifted, 7, count, 1f, RandomStream.of(4, "same", 2));
    assertThat(Arrays.copyOfRange(shifted, 7, 7 + count)).isEqualTo(Arrays.copyOf(all, count));
    assertThat(Arrays.copyOf(shifted, 7)).containsOnly(0f);
    assertThat(Arrays.copyOfRange(shifted, 7 + count, shifted.length)).containsOnly(0f);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 33, 700, 4096})
  void resultIsTheSumOfSquaresOfWhatWasAdded(int count) {
    float[] values = new float[count];
    double squares = Gaussian.add(values, 0, count, 0.25f, RandomStream.of(1, "squares", 0));
    double direct = 0;
    for (float v : values) {
      direct += (double) v * v;
    }
    assertThat(squares).isCloseTo(direct, within(1e-6 * Math.max(1, direct)));
  }

  @Test
  void twoCallsOnOneStreamDiffer() {
    RandomStream random = RandomStream.of(1, "twice", 0);
    float[] first = new float[64];
    float[] second = new float[64];
    Gaussian.add(first, 0, 64, 1f, random);
    Gaussian.add(second, 0, 64, 1f, random);
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void sigmaZeroAddsNothing() {
    float[] values = {1f, -2f, 3f};
    assertThat(Gaussian.add(values, 0, 3, 0f, RandomStream.of(1, "zero", 0))).isZero();
    assertThat(values).containsExactly(1f, -2f, 3f);
  }

  @Test
  void bitsAreTheseOnEveryMachine() {
    CRC32 crc = new CRC32();
    for (float v : noise(11, "bits", 3, 1000)) {
      int bits = Float.floatToRawIntBits(v);
      for (int shift = 0; shift < 32; shift += 8) {
        crc.update(bits >>> shift);
      }
    }
    assertThat(crc.getValue()).isEqualTo(869122203L);
  }

  private static float[] squared(float[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i] * values[i] - 1;
    }
    return result;
  }

  /** Mean of products of values with mean 0 and variance 1 (or, squared, 2). */
  private static double correlation(float[] a, float[] b, int lag) {
    double sum = 0;
    for (int i = 0; i + lag < a.length; i++) {
      sum += (double) a[i] * b[i + lag];
    }
    return sum / (a.length - lag);
  }

  /** Normal distribution function: integral of the density by Simpson's rule from 0. */
  private static double normal(double x) {
    int steps = 40;
    double h = x / steps;
    double sum = 1 + Math.exp(-x * x / 2);
    for (int i = 1; i < steps; i++) {
      double t = i * h;
      sum += (i % 2 == 1 ? 4 : 2) * Math.exp(-t * t / 2);
    }
    return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
  }

  /** Whether or not the JVM asks at each load and store, see {@code Extents}. */
  @Test
  void noiseBeyondTheArrayIsRefused() {
    NormalBlocks blocks = new NormalBlocks(64);
    blocks.draw(1, 0, 64, 1f);
    assertThatThrownBy(() -> blocks.addTo(new float[63], 0, 64))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> blocks.addTo(new float[128], 0, 128))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> blocks.draw(1, 0, 128, 1f))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
