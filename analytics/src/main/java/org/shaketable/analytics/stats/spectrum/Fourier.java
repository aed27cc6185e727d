package org.shaketable.analytics.stats.spectrum;

import java.util.Arrays;

/**
 * Discrete Fourier transform of a real series of any length.
 *
 * <pre>Y[k] = sum over j of y[j] exp(-2 pi i j k / n),  k = 0..floor(n / 2)</pre>
 *
 * <p>The remaining coefficients are the conjugates. Time grows as n log n ({@link FastTransform}).
 */
public final class Fourier {
  private final double[] real;
  private final double[] imaginary;
  private final int n;
  private final FastTransform transform;
  private final ShortInverse inverse;

  private Fourier(
      double[] real, double[] imaginary, int n, FastTransform transform, ShortInverse inverse) {
    this.real = real;
    this.imaginary = imaginary;
    this.n = n;
    this.transform = transform;
    this.inverse = inverse;
  }

  /** The transform of a series; an empty one has no coefficient. */
  public static Fourier of(double[] series) {
    int n = series.length;
    if (n == 0) {
      return new Fourier(new double[0], new double[0], 0, null, null);
    }
    double[] real = series.clone();
    double[] imaginary = new double[n];
    FastTransform transform = new FastTransform(n);
    transform.apply(real, imaginary);
    int kept = n / 2 + 1;
    return new Fourier(
        Arrays.copyOf(real, kept),
        Arrays.copyOf(imaginary, kept),
        n,
        transform,
        n <= ShortInverse.LONGEST ? new ShortInverse(n) : null);
  }

  /** Number of coefficients kept, floor(n / 2) + 1. */
  public int size() {
    return real.length;
  }

  /** Number of values of the series. */
  public int length() {
    return n;
  }

  /** The mean of the series; NaN for an empty one. */
  public double mean() {
    return n == 0 ? Double.NaN : real[0] / n;
  }

  /**
   * The sum over time of this series less its mean times another of the same length less its own
   * (Parseval).
   */
  public double centredProduct(Fourier other) {
    double paired = 0;
    int k = 1;
    for (; 2 * k < n; k++) {
      paired += real[k] * other.real[k] + imaginary[k] * other.imaginary[k];
    }
    double alone = n > 1 && n % 2 == 0 ? real[k] * other.real[k] : 0;
    return n == 0 ? 0 : (2 * paired + alone) / n;
  }

  /** Squared size of coefficient k. */
  public double power(int k) {
    return real[k] * real[k] + imaginary[k] * imaginary[k];
  }

  /** This spectrum with coefficient k turned by an angle in radians. */
  public Fourier turned(double[] angles) {
    double[] re = new double[real.length];
    double[] im = new double[real.length];
    for (int k = 0; k < real.length; k++) {
      double cos = Math.cos(angles[k]);
      double sin = Math.sin(angles[k]);
      re[k] = real[k] * cos - imaginary[k] * sin;
      im[k] = real[k] * sin + imaginary[k] * cos;
    }
    return new Fourier(re, im, n, transform, inverse);
  }

  /** The series that has these coefficients. */
  public double[] inverse() {
    if (n == 0) {
      return new double[0];
    }
    return inverse == null ? fastInverse() : inverse.of(real, imaginary);
  }

  /** The same by the fast transform, whatever the length. */
  double[] fastInverse() {
    // The inverse transform is the conjugate of the transform of the conjugate, over n; the first
    // coefficient and, for even n, the last count with their real part alone.
    double[] re = Arrays.copyOf(real, n);
    double[] im = new double[n];
    for (int k = 1; 2 * k < n; k++) {
      re[n - k] = real[k];
      im[k] = -imaginary[k];
      im[n - k] = imaginary[k];
    }
    transform.apply(re, im);
    for (int i = 0; i < n; i++) {
      re[i] /= n;
    }
    return re;
  }
}
