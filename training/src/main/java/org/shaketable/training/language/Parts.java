package org.shaketable.training.language;

import java.util.Arrays;

/** Gradient of the mean loss of a batch that may have more sequences than a model takes at once. */
final class Parts {
  private Parts() {}

  /** The gradient of a part. */
  interface Gradient {
    /** Mean loss of sequences {@code [first, first + count)}; its gradient goes to the array. */
    double of(int first, int count, float[] gradient);
  }

  /**
   * Mean loss of {@code sequences}, at most {@code most} at once; its gradient goes to the array.
   */
  static double gradient(int sequences, int most, float[] gradient, Gradient part) {
    if (sequences <= most) {
      return part.of(0, sequences, gradient);
    }
    float[] one = new float[gradient.length];
    Arrays.fill(gradient, 0);
    double loss = 0;
    for (int first = 0; first < sequences; first += most) {
      int count = Math.min(most, sequences - first);
      float weight = (float) count / sequences;
      loss += weight * part.of(first, count, one);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += weight * one[i];
      }
    }
    return loss;
  }
}
