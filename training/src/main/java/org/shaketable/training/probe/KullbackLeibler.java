package org.shaketable.training.probe;

import org.shaketable.training.elementary.Exponential;

/**
 * Distance in function space: mean over rows of {@code KL(p || q) = sum p (ln p - ln q)} between
 * softmax distributions, in nats. Never negative; 0 for equal logits.
 */
public final class KullbackLeibler {
  private KullbackLeibler() {}

  /**
   * Mean KL from the reference to the other.
   *
   * @param reference logits of p, {@code classes} to a row, rows without gaps
   * @param other logits of q, as many rows of as many classes
   */
  public static double of(float[] reference, float[] other, int classes) {
    double[] p = new double[classes];
    double[] q = new double[classes];
    double sum = 0;
    for (int i = 0; i < reference.length; i += classes) {
      LogSoftmax.of(reference, i, classes, p);
      LogSoftmax.of(other, i, classes, q);
      double row = 0;
      for (int j = 0; j < classes; j++) {
        double weight = Exponential.exp(p[j]);
        row += weight == 0 ? 0 : weight * (p[j] - q[j]);
      }
      // Rounding alone can carry a row below 0.
      sum += Math.max(row, 0);
    }
    return sum / (reference.length / classes);
  }
}
