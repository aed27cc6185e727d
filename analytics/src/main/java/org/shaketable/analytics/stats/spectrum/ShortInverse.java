package org.shaketable.analytics.stats.spectrum;

/**
 * Real series of one short length from the coefficients of their transforms, as sums of cosines and
 * sines: below some sixty values these take less time than {@link FastTransform}'s detour over a
 * longer length.
 *
 * <pre>
 * y[j] = (Y[0] + 2 sum over 0 &lt; k &lt; n/2 of (Re Y[k] cos(2 pi j k / n) - Im Y[k] sin(2 pi j k / n))
 *         + Re Y[n/2] (-1)^j for even n) / n
 * </pre>
 *
 * The cosines of j and n - j are the same, and the sines the negative of one another, so that half
 * of the sums serve all values.
 *
 * <p>May be used by several threads at once.
 */
final class ShortInverse {
  /** The greatest length that it is meant for. */
  static final int LONGEST = 64;

  private final int n;
  private final double[][] cos;
  private final double[][] sin;

  /** Of series of {@code n >= 1} values. */
  ShortInverse(int n) {
    this.n = n;
    int half = n / 2 + 1;
    double[] cosines = new double[n];
    double[] sines = new double[n];
    for (int i = 0; i < n; i++) {
      cosines[i] = Math.cos(2 * Math.PI * i / n);
      sines[i] = Math.sin(2 * Math.PI * i / n);
    }
    this.cos = new double[half][half];
    this.sin = new double[half][half];
    for (int k = 0; k < half; k++) {
      for (int j = 0; j < half; j++) {
        cos[k][j] = cosines[j * k % n];
        sin[k][j] = sines[j * k % n];
      }
    }
  }

  /** The series of coefficients 0 to floor(n / 2). */
  double[] of(double[] re, double[] im) {
    int half = n / 2 + 1;
    double[] even = new double[half];
    double[] odd = new double[half];
    for (int k = 1; 2 * k < n; k++) {
      add(2 * re[k] / n, cos[k], even);
      add(2 * im[k] / n, sin[k], odd);
    }
    double[] series = new double[n];
    for (int j = 0; j < half; j++) {
      double ends = re[0] + (n % 2 == 0 ? re[n / 2] * (j % 2 == 0 ? 1 : -1) : 0);
      even[j] += ends / n;
      series[j] = even[j] - odd[j];
    }
    for (int j = half; j < n; j++) {
      series[j] = even[n - j] + odd[n - j];
    }
    return series;
  }

  private static void add(double factor, double[] wave, double[] sum) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += factor * wave[j];
    }
  }
}
