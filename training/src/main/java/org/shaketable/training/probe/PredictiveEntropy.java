package org.shaketable.training.probe;

import org.shaketable.training.elementary.Exponential;

/**
 * Mean entropy of softmax distributions, {@code -sum p ln p}, in nats: between 0 (certain) and
 * {@code ln classes} (uniform). A fall towards 0 long before the task is learned is the classical
 * sign of a policy that stops exploring (Williams and Peng, doi:10.1080/09540099108946587).
 */
public final class PredictiveEntropy {
  private PredictiveEntropy() {}

  /** Mean over {@code rows} rows of logits that start {@code stride} apart; NaN for no row. */
  public static double of(float[] logits, int stride, int rows, int classes) {
    LogSoftmaxRows ahead = new LogSoftmaxRows(classes);
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      int log = ahead.at(i, rows, logits, 0, stride);
      for (int k = log; k < log + classes; k++) {
        double p = Exponential.exp(ahead.logs[k]);
        sum -= p == 0 ? 0 : p * ahead.logs[k];
      }
    }
    return sum / rows;
  }
}
