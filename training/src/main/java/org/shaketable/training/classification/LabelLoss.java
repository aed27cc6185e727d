package org.shaketable.training.classification;

import java.util.List;
import org.shaketable.training.elementary.Exponential;
import org.shaketable.training.probe.LogSoftmaxRows;

/**
 * Softmax cross-entropy averaged over a batch, in nats: {@code -sum q ln p} with {@code p =
 * softmax(z)} and the target {@code q} that has {@code 1 - smoothing} on the label and spreads
 * {@code smoothing} over all classes (Szegedy et al., arXiv 1512.00567); minus {@code
 * entropyCoefficient} times the entropy of {@code p} (Pereyra et al., arXiv 1701.06548).
 *
 * <p>A row counts as much as its label's class weighs; the mean is over the number of rows.
 *
 * <p>Its gradient with respect to the logits of a row is {@code (p - q + entropyCoefficient p (ln p
 * + H(p))) / rows}.
 */
final class LabelLoss {
  private final int classes;
  private final double entropyCoefficient;
  private final double[] weights;
  private final LogSoftmaxRows ahead;
  private final double[] logs;

  /**
   * A loss over some classes.
   *
   * @param weights the classes' weights; none for 1 each
   */
  LabelLoss(int classes, double entropyCoefficient, List<Double> weights) {
    this.classes = classes;
    this.entropyCoefficient = entropyCoefficient;
    this.weights = new double[classes];
    for (int j = 0; j < classes; j++) {
      this.weights[j] = weights.isEmpty() ? 1 : weights.get(j);
    }
    this.ahead = new LogSoftmaxRows(classes);
    this.logs = ahead.logs;
  }

  /** Mean loss of {@code rows} rows of logits, {@code stride} apart. */
  double loss(float[] logits, int stride, int[] labels, int from, int rows, double smoothing) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      int log = ahead.at(i, rows, logits, 0, stride);
      sum += weights[labels[from + i]] * rowLoss(log, labels[from + i], smoothing);
    }
    return sum / rows;
  }

  /**
   * Mean loss, and its gradient written over the logits.
   *
   * @param offset where the first row of logits starts
   * @param from index of the first row's label
   */
  double gradient(
      float[] logits, int offset, int stride, int[] labels, int from, int rows, double smoothing) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      int log = ahead.at(i, rows, logits, offset, stride);
      int at = offset + i * stride;
      int label = labels[from + i];
      sum += weights[label] * rowLoss(log, label, smoothing);
      double entropy = entropyCoefficient == 0 ? 0 : entropy(log);
      for (int j = 0; j < classes; j++) {
        double p = Exponential.exp(logs[log + j]);
        double target = (j == label ? 1 - smoothing : 0) + smoothing / classes;
        double bonus = entropyCoefficient == 0 || p == 0 ? 0 : p * (logs[log + j] + entropy);
        double slope = weights[label] * (p - target + entropyCoefficient * bonus);
        logits[at + j] = (float) (slope / rows);
      }
    }
    return sum / rows;
  }

  private double rowLoss(int log, int label, double smoothing) {
    double loss = -(1 - smoothing) * logs[log + label];
    if (smoothing > 0) {
      double sum = 0;
      for (int j = log; j < log + classes; j++) {
        sum += logs[j];
      }
      loss -= smoothing / classes * sum;
    }
    return entropyCoefficient == 0 ? loss : loss - entropyCoefficient * entropy(log);
  }

  private double entropy(int log) {
    double sum = 0;
    for (int j = log; j < log + classes; j++) {
      double p = Exponential.exp(logs[j]);
      sum -= p == 0 ? 0 : p * logs[j];
    }
    return sum;
  }
}
