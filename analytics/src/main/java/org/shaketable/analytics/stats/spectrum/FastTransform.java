package org.shaketable.analytics.stats.spectrum;

/**
 * Discrete Fourier transform of a complex series of any length, in place: by halves where the
 * length is a power of two, else by Bluestein's reduction to one (doi:10.1109/TAU.1970.1162132).
 */
final class FastTransform {
  private FastTransform() {}

  /** Replaces a complex series by its transform. */
  static void of(double[] re, double[] im) {
    int n = re.length;
    if (Integer.bitCount(n) == 1) {
      radix2(re, im);
      return;
    }
    int m = Integer.highestOneBit(2 * n) * 2;
    double[] ar = new double[m];
    double[] ai = new double[m];
    double[] br = new double[m];
    double[] bi = new double[m];
    double[] cos = new double[n];
    double[] sin = new double[n];
    for (int i = 0; i < n; i++) {
      double angle = Math.PI * ((long) i * i % (2L * n)) / n;
      cos[i] = Math.cos(angle);
      sin[i] = Math.sin(angle);
      ar[i] = re[i] * cos[i] + im[i] * sin[i];
      ai[i] = im[i] * cos[i] - re[i] * sin[i];
      br[i] = cos[i];
      bi[i] = sin[i];
      br[(m - i) % m] = cos[i];
      bi[(m - i) % m] = sin[i];
    }
    convolve(ar, ai, br, bi);
    for (int i = 0; i < n; i++) {
      re[i] = ar[i] * cos[i] + ai[i] * sin[i];
      im[i] = ai[i] * cos[i] - ar[i] * sin[i];
    }
  }

  /** Circular convolution of a and b, into a. */
  private static void convolve(double[] ar, double[] ai, double[] br, double[] bi) {
    int m = ar.length;
    radix2(ar, ai);
    radix2(br, bi);
    for (int i = 0; i < m; i++) {
      double re = ar[i] * br[i] - ai[i] * bi[i];
      ai[i] = -(ar[i] * bi[i] + ai[i] * br[i]);
      ar[i] = re;
    }
    radix2(ar, ai);
    for (int i = 0; i < m; i++) {
      ar[i] /= m;
      ai[i] /= -m;
    }
  }

  private static void radix2(double[] re, double[] im) {
    int n = re.length;
    int bits = Integer.numberOfTrailingZeros(n);
    for (int i = 0; i < n; i++) {
      int j = bits == 0 ? 0 : Integer.reverse(i) >>> (32 - bits);
      if (j > i) {
        swap(re, i, j);
        swap(im, i, j);
      }
    }
    for (int size = 2; size <= n; size *= 2) {
      for (int k = 0; k < size / 2; k++) {
        double wr = Math.cos(2 * Math.PI * k / size);
        double wi = -Math.sin(2 * Math.PI * k / size);
        for (int i = k; i < n; i += size) {
          int j = i + size / 2;
          double tr = wr * re[j] - wi * im[j];
          double ti = wr * im[j] + wi * re[j];
          re[j] = re[i] - tr;
          im[j] = im[i] - ti;
          re[i] += tr;
          im[i] += ti;
        }
      }
    }
  }

  private static void swap(double[] values, int i, int j) {
    double swapped = values[i];
    values[i] = values[j];
    values[j] = swapped;
  }
}
