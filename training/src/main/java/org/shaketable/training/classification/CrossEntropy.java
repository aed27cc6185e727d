package org.shaketable.training.classification;

import org.shaketable.training.elementary.Exponential;
import org.shaketable.training.probe.LogSoftmax;

/**
 * Softmax cross-entropy averaged over a batch, in nats: {@code -sum q ln p} with {@code p =
 * softmax(z)} and the target {@code q} that has {@code 1 - smoothing} on the label and spreads
 * {@code smoothing} over all classes (Szegedy et al., arXiv 1512.00567); minus {@code
 * entropyCoefficient} times the entropy of {@code p} (Pereyra et al., arXiv 1701.06548).
 *
 * <p>Its gradient with respect to the logits of a row is {@code (p - q + entropyCoefficient p (ln p
 * + H(p))) / rows}.
 */
final class CrossEntropy {
  private final int classes;
  private final double entropyCoefficient;
  private final double[] logs;

  CrossEntropy(int classes, double entropyCoefficient) {
    this.classes = classes;
    this.entropyCoefficient = entropyCoefficient;
    this.logs = new double[classes];
  }

  /** Mean loss of {@code rows} rows of logits, {@code stride} apart. */
  double loss(float[] logits, int stride, int[] labels, int from, int rows, double smoothing) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      LogSoftmax.of(logits, i * stride, classes, logs);
      sum += rowLoss(labels[from + i], smoothing);
    }
    return sum / rows;
  }

  /**
   * Mean loss, and its gradient written over the logits.
   *
   * @param from index of the first row's label
   */
  double gradient(float[] logits, int stride, int[] labels, int from, int rows, double smoothing) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      LogSoftmax.of(logits, i * stride, classes, logs);
      int label = labels[from + i];
      sum += rowLoss(label, smoothing);
      double entropy = entropyCoefficient == 0 ? 0 : entropy();
      for (int j = 0; j < classes; j++) {
        double p = Exponential.exp(logs[j]);
        double target = (j == label ? 1 - smoothing : 0) + smoothing / classes;
        double bonus = entropyCoefficient == 0 || p == 0 ? 0 : p * (logs[j] + entropy);
        logits[i * stride + j] = (float) ((p - target + entropyCoefficient * bonus) / rows);
      }
    }
    return sum / rows;
  }

  private double rowLoss(int label, double smoothing) {
    double loss = -(1 - smoothing) * logs[label];
    if (smoothing > 0) {
      double sum = 0;
      for (double log : logs) {
        sum += log;
      }
      loss -= smoothing / classes * sum;
    }
    return entropyCoefficient == 0 ? loss : loss - entropyCoefficient * entropy();
  }

  private double entropy() {
    double sum = 0;
    for (double log : logs) {
      double p = Exponential.exp(log);
      sum -= p == 0 ? 0 : p * log;
    }
    return sum;
  }
}
