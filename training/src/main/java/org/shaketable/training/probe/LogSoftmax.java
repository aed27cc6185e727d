package org.shaketable.training.probe;

import org.shaketable.training.elementary.Exponential;

/** Logarithm of the softmax of a row of logits: {@code z[j] - max - ln sum exp(z - max)}. */
public final class LogSoftmax {
  private LogSoftmax() {}

  /**
   * Writes the log-probabilities of {@code rows} rows of logits, which start {@code stride} apart
   * from {@code offset} on, to {@code result}, without gaps.
   *
   * <p>All sums come before the first logarithm and all logarithms before the last differences, so
   * that a processor can work at several rows at once.
   *
   * @param normalisers room for a value of each row
   */
  public static void of(
      float[] logits,
      int offset,
      int stride,
      int rows,
      int classes,
      double[] result,
      double[] normalisers) {
    for (int i = 0; i < rows; i++) {
      normalisers[i] = sum(logits, offset + i * stride, classes, result, i * classes);
    }
    for (int i = 0; i < rows; i++) {
      normalisers[i] = Exponential.log(normalisers[i]);
    }
    for (int i = 0; i < rows; i++) {
      for (int j = i * classes; j < (i + 1) * classes; j++) {
        result[j] -= normalisers[i];
      }
    }
  }

  /** Writes {@code z - max}; the sum of their exponentials. */
  private static double sum(float[] logits, int offset, int count, double[] result, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < count; j++) {
      max = Math.max(max, logits[offset + j]);
    }
    double sum = 0;
    for (int j = 0; j < count; j++) {
      result[to + j] = logits[offset + j] - max;
      sum += Exponential.exp(result[to + j]);
    }
    return sum;
  }

  /** Writes the log-probabilities of {@code logits[offset .. offset + count)} to {@code result}. */
  public static void of(float[] logits, int offset, int count, double[] result) {
    double normaliser = Exponential.log(sum(logits, offset, count, result, 0));
    for (int j = 0; j < count; j++) {
      result[j] -= normaliser;
    }
  }
}
