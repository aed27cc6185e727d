package org.shaketable.training.probe;

import org.shaketable.training.arithmetic.Sums;

/**
 * Euclidean norms and distances of flat vectors, to about 1e-6. NaN or infinite exactly if a value
 * is.
 *
 * <p>Algorithm: squares summed in float vectors; again one by one in double where those would
 * underflow or overflow.
 */
public final class Norm {
  private static final double SMALLEST = 1e-20;
  private static final double LARGEST = 1e30;

  private Norm() {}

  /** Euclidean norm of {@code values[0 .. count)}. */
  public static double of(float[] values, int count) {
    return Math.sqrt(squared(values, count));
  }

  /** Squared Euclidean norm of {@code values[0 .. count)}. */
  public static double squared(float[] values, int count) {
    double fast = Sums.squares(values, 0, count);
    if (fast > SMALLEST && fast < LARGEST) {
      return fast;
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (double) values[i] * values[i];
    }
    return sum;
  }

  /** Euclidean distance of {@code a[0 .. count)} and {@code b[0 .. count)}. */
  public static double ofDifference(float[] a, float[] b, int count) {
    double fast = Sums.squaredDifferences(a, b, count);
    if (fast > SMALLEST && fast < LARGEST) {
      return Math.sqrt(fast);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
