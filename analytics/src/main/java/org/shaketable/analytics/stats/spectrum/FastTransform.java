package org.shaketable.analytics.stats.spectrum;

/**
 * Discrete Fourier transform of complex series of one length, in place: by halves where the length
 * is a power of two, else by Bluestein's reduction to one (doi:10.1109/TAU.1970.1162132). What
 * depends on the length alone is kept, so that one transform serves many series.
 *
 * <p>May be used by several threads at once.
 */
final class FastTransform {
  private final int n;
  private final Halves halves;
  private final Chirp chirp;

  /** Of series of {@code n >= 1} values. */
  FastTransform(int n) {
    this.n = n;
    boolean powerOfTwo = Integer.bitCount(n) == 1;
    this.halves = new Halves(powerOfTwo ? n : Integer.highestOneBit(2 * n) * 2);
    this.chirp = powerOfTwo ? null : new Chirp(n, halves);
  }

  /** Replaces a series by its transform. */
  void apply(double[] re, double[] im) {
    if (chirp == null) {
      halves.apply(re, im);
      return;
    }
    double[] ar = new double[halves.size];
    double[] ai = new double[halves.size];
    chirp.times(re, im, ar, ai, n);
    chirp.convolve(ar, ai, halves);
    chirp.times(ar, ai, re, im, n);
  }

  /**
   * Bluestein's chirp {@code exp(-pi i k^2 / n)} and the transform of its conjugate.
   *
   * @param cos real part of the conjugate
   * @param sin imaginary part of the conjugate
   */
  private record Chirp(double[] cos, double[] sin, double[] re, double[] im) {
    Chirp(int n, Halves halves) {
      this(new double[n], new double[n], new double[halves.size], new double[halves.size]);
      int m = halves.size;
      for (int i = 0; i < n; i++) {
        double angle = Math.PI * ((long) i * i % (2L * n)) / n;
        cos[i] = Math.cos(angle);
        sin[i] = Math.sin(angle);
        re[i] = cos[i];
        im[i] = sin[i];
        re[(m - i) % m] = cos[i];
        im[(m - i) % m] = sin[i];
      }
      halves.apply(re, im);
    }

    /** The first n values of a series times the chirp. */
    void times(double[] fromRe, double[] fromIm, double[] toRe, double[] toIm, int n) {
      for (int i = 0; i < n; i++) {
        double a = fromRe[i];
        double b = fromIm[i];
        toRe[i] = a * cos[i] + b * sin[i];
        toIm[i] = b * cos[i] - a * sin[i];
      }
    }

    /** Circular convolution of a with the conjugate chirp, into a. */
    void convolve(double[] ar, double[] ai, Halves halves) {
      int m = halves.size;
      halves.apply(ar, ai);
      for (int i = 0; i < m; i++) {
        double product = ar[i] * re[i] - ai[i] * im[i];
        ai[i] = -(ar[i] * im[i] + ai[i] * re[i]);
        ar[i] = product;
      }
      halves.apply(ar, ai);
      for (int i = 0; i < m; i++) {
        ar[i] /= m;
        ai[i] /= -m;
      }
    }
  }

  /** The transform of a power of two: the roots of unity of the whole length serve all sizes. */
  private static final class Halves {
    private final int size;
    private final double[] cos;
    private final double[] sin;

    Halves(int size) {
      this.size = size;
      this.cos = new double[size / 2];
      this.sin = new double[size / 2];
      for (int k = 0; k < size / 2; k++) {
        cos[k] = Math.cos(2 * Math.PI * k / size);
        sin[k] = -Math.sin(2 * Math.PI * k / size);
      }
    }

    void apply(double[] re, double[] im) {
      reverse(re, im);
      for (int width = 2; width <= size; width *= 2) {
        for (int from = 0; from < size; from += width) {
          butterflies(re, im, from, width / 2);
        }
      }
    }

    private void reverse(double[] re, double[] im) {
      int bits = Integer.numberOfTrailingZeros(size);
      for (int i = 0; i < size; i++) {
        int j = bits == 0 ? 0 : Integer.reverse(i) >>> (32 - bits);
        if (j > i) {
          swap(re, i, j);
          swap(im, i, j);
        }
      }
    }

    private void butterflies(double[] re, double[] im, int from, int half) {
      int stride = size / 2 / half;
      for (int k = 0; k < half; k++) {
        int i = from + k;
        int j = i + half;
        double wr = cos[k * stride];
        double wi = sin[k * stride];
        double tr = wr * re[j] - wi * im[j];
        double ti = wr * im[j] + wi * re[j];
        re[j] = re[i] - tr;
        im[j] = im[i] - ti;
        re[i] += tr;
        im[i] += ti;
      }
    }

    private static void swap(double[] values, int i, int j) {
      double swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }
}
