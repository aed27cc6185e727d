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
    double[] logs = new double[classes];
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      LogSoftmax.of(logits, i * stride, classes, logs);
      for (double log : logs) {
        double p = Exponential.exp(log);
        sum -= p == 0 ? 0 : p * log;
      }
    }
    return sum / rows;
  }
}
