package org.shaketable.training.probe;

import org.shaketable.training.elementary.Exponential;

/** Logarithm of the softmax of a row of logits: {@code z[j] - max - ln sum exp(z - max)}. */
public final class LogSoftmax {
  private LogSoftmax() {}

  /** Writes the log-probabilities of {@code logits[offset .. offset + count)} to {@code result}. */
  public static void of(float[] logits, int offset, int count, double[] result) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < count; j++) {
      max = Math.max(max, logits[offset + j]);
    }
    double sum = 0;
    for (int j = 0; j < count; j++) {
      result[j] = logits[offset + j] - max;
      sum += Exponential.exp(result[j]);
    }
    double normaliser = Exponential.log(sum);
    for (int j = 0; j < count; j++) {
      result[j] -= normaliser;
    }
  }
}
