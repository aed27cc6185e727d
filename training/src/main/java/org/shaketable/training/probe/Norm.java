package org.shaketable.training.probe;

/**
 * Euclidean norms and distances of flat vectors, summed in double in a fixed order of four lanes.
 * NaN or infinite exactly if a value is (float squares do not overflow a double).
 */
public final class Norm {
  private Norm() {}

  /** Euclidean norm of {@code values[0 .. count)}. */
  public static double of(float[] values, int count) {
    return Math.sqrt(dot(values, values, count));
  }

  /** Euclidean distance of {@code a[0 .. count)} and {@code b[0 .. count)}. */
  public static double ofDifference(float[] a, float[] b, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      double d0 = (double) a[i] - b[i];
      double d1 = (double) a[i + 1] - b[i + 1];
      double d2 = (double) a[i + 2] - b[i + 2];
      double d3 = (double) a[i + 3] - b[i + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; i < count; i++) {
      double d = (double) a[i] - b[i];
      s0 += d * d;
    }
    return Math.sqrt((s0 + s1) + (s2 + s3));
  }

  /** Inner product of {@code a[0 .. count)} and {@code b[0 .. count)}. */
  public static double dot(float[] a, float[] b, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      s0 += (double) a[i] * b[i];
      s1 += (double) a[i + 1] * b[i + 1];
      s2 += (double) a[i + 2] * b[i + 2];
      s3 += (double) a[i + 3] * b[i + 3];
    }
    for (; i < count; i++) {
      s0 += (double) a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
