package org.shaketable.analytics.stats.spectrum;

/**
 * Discrete Fourier transform of a real series of any length.
 *
 * <pre>Y[k] = sum over j of y[j] exp(-2 pi i j k / n),  k = 0..floor(n / 2)</pre>
 *
 * <p>The remaining coefficients are the conjugates. By the definition, with a table of n roots of
 * unity: time grows with the square of n, which for curves of a thousand evaluations is a
 * millisecond.
 */
public final class Fourier {
  private final double[] real;
  private final double[] imaginary;
  private final int n;

  private Fourier(double[] real, double[] imaginary, int n) {
    this.real = real;
    this.imaginary = imaginary;
    this.n = n;
  }

  /** The transform of a series; an empty one has no coefficient. */
  public static Fourier of(double[] series) {
    int n = series.length;
    int count = n == 0 ? 0 : n / 2 + 1;
    double[] real = new double[count];
    double[] imaginary = new double[count];
    double[][] roots = roots(n);
    for (int k = 0; k < count; k++) {
      for (int j = 0; j < n; j++) {
        int root = (int) ((long) j * k % n);
        real[k] += series[j] * roots[0][root];
        imaginary[k] -= series[j] * roots[1][root];
      }
    }
    return new Fourier(real, imaginary, n);
  }

  /** Number of coefficients kept, floor(n / 2) + 1. */
  public int size() {
    return real.length;
  }

  /** Squared size of coefficient k. */
  public double power(int k) {
    return real[k] * real[k] + imaginary[k] * imaginary[k];
  }

  /** The same with coefficient k turned by an angle in radians. */
  public Fourier turned(double[] angles) {
    double[] re = new double[real.length];
    double[] im = new double[real.length];
    for (int k = 0; k < real.length; k++) {
      double cos = StrictMath.cos(angles[k]);
      double sin = StrictMath.sin(angles[k]);
      re[k] = real[k] * cos - imaginary[k] * sin;
      im[k] = real[k] * sin + imaginary[k] * cos;
    }
    return new Fourier(re, im, n);
  }

  /** The series that has these coefficients. */
  public double[] inverse() {
    double[] series = new double[n];
    double[][] roots = roots(n);
    for (int j = 0; j < n; j++) {
      double sum = n == 0 ? 0 : real[0];
      for (int k = 1; k < real.length; k++) {
        int root = (int) ((long) j * k % n);
        boolean alone = 2 * k == n;
        double part = real[k] * roots[0][root] - imaginary[k] * roots[1][root];
        sum += alone ? part : 2 * part;
      }
      series[j] = sum / n;
    }
    return series;
  }

  private static double[][] roots(int n) {
    double[][] roots = new double[2][n];
    for (int k = 0; k < n; k++) {
      roots[0][k] = StrictMath.cos(2 * Math.PI * k / n);
      roots[1][k] = StrictMath.sin(2 * Math.PI * k / n);
    }
    return roots;
  }
}
