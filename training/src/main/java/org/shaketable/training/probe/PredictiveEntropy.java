package org.shaketable.training.probe;

import org.shaketable.training.elementary.Exponential;

/**
 * Mean entropy of softmax distributions, {@code -sum p ln p}, in nats: between 0 (certain) and
 * {@code ln classes} (uniform). A fall towards 0 long before the task is learned is the classical
 * sign of a policy that stops exploring (Williams and Peng, doi:10.1080/09540099108946587).
 */
public final class PredictiveEntropy {
  /** Logarithms that are computed at once, about. */
  private static final int LOGS = 512;

  private PredictiveEntropy() {}

  /** Mean over {@code rows} rows of logits that start {@code stride} apart; NaN for no row. */
  public static double of(float[] logits, int stride, int rows, int classes) {
    int most = Math.max(1, LOGS / classes);
    double[] logs = new double[Math.min(rows, most) * classes];
    double[] normalisers = new double[Math.min(rows, most)];
    double sum = 0;
    for (int from = 0; from < rows; from += most) {
      int now = Math.min(most, rows - from);
      LogSoftmax.of(logits, from * stride, stride, now, classes, logs, normalisers);
      for (int k = 0; k < now * classes; k++) {
        double p = Exponential.exp(logs[k]);
        sum -= p == 0 ? 0 : p * logs[k];
      }
    }
    return sum / rows;
  }
}
