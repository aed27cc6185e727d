package org.shaketable.training.descent;

import java.util.Arrays;

/** Losses and gradients of batches that are larger than a network takes at once. */
public final class Parts {
  private Parts() {}

  /** Mean loss of rows {@code [from, from + rows)} of a batch; its gradient goes to the array. */
  public interface Part {
    double gradient(int from, int rows, float[] gradient);
  }

  /**
   * Mean loss of a batch of so many rows, part by part; its gradient goes to the array.
   *
   * @param most rows of a part
   */
  public static double gradient(int rows, int most, float[] gradient, Part part) {
    if (rows <= most) {
      return part.gradient(0, rows, gradient);
    }
    float[] share = new float[gradient.length];
    Arrays.fill(gradient, 0);
    double loss = 0;
    for (int from = 0; from < rows; from += most) {
      int count = Math.min(most, rows - from);
      float weight = (float) count / rows;
      loss += weight * part.gradient(from, count, share);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += weight * share[i];
      }
    }
    return loss;
  }
}
