package org.shaketable.training.transformer;

/**
 * Cross-entropy of next tokens in nats, with an optional z-loss: {@code mean(log Z - logit[target]
 * + z (log Z)^2)}, {@code Z} the sum of the exponentials of a row's logits (Chowdhery et al., arXiv
 * 2204.02311).
 *
 * <p>A target below 0 is not counted. A row whose values are not finite makes the loss NaN.
 */
public final class TokenLoss {
  private final int vocabulary;
  private final int stride;
  private final double zLoss;
  private final float[] lanes = LaneSums.lanes();
  private final float[] gradient;

  /** A loss for batches that a transformer makes, with the z-loss's coefficient (0 for none). */
  public TokenLoss(Transformer transformer, double zLoss) {
    this.vocabulary = transformer.vocabulary();
    this.stride = transformer.logitStride();
    this.zLoss = zLoss;
    this.gradient = new float[transformer.maxSequences() * transformer.spec().context() * stride];
  }

  /**
   * Mean cross-entropy of the counted rows, without the z-loss; also computes {@link #gradient},
   * with it. NaN where no row is counted.
   */
  public double loss(float[] logits, int[] targets, int rows) {
    return loss(logits, targets, rows, 0);
  }

  /**
   * The loss against smoothed targets: {@code mean(log Z - (1 - s) logit[target] - s
   * mean(logits))}, {@code s} the share of a target's weight that is spread over all tokens.
   */
  public double loss(float[] logits, int[] targets, int rows, double smoothing) {
    int counted = 0;
    for (int row = 0; row < rows; row++) {
      counted += targets[row] >= 0 ? 1 : 0;
    }
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += row(logits, row * stride, targets[row], counted, smoothing);
    }
    return sum / counted;
  }

  /** Gradient of the mean loss with respect to the logits of the last call. */
  public float[] gradient() {
    return gradient;
  }

  private double row(float[] logits, int offset, int target, int counted, double smoothing) {
    if (target < 0) {
      SoftmaxKernels.zero(gradient, offset, stride);
      return 0;
    }
    float max = SoftmaxKernels.max(logits, offset, vocabulary);
    float sum = SoftmaxKernels.exponentials(logits, offset, vocabulary, max, gradient, lanes);
    double logZ = max + StrictMath.log(sum);
    double scale = (1 + 2 * zLoss * logZ) / counted;
    SoftmaxKernels.scale(gradient, offset, stride, (float) (scale / sum));
    if (smoothing > 0) {
      return smoothed(logits, offset, target, counted, smoothing, logZ);
    }
    gradient[offset + target] -= (float) (1.0 / counted);
    return logZ - logits[offset + target];
  }

  private double smoothed(
      float[] logits, int offset, int target, int counted, double smoothing, double logZ) {
    float spread = (float) (smoothing / vocabulary / counted);
    double mean = 0;
    for (int j = offset; j < offset + vocabulary; j++) {
      gradient[j] -= spread;
      mean += logits[j];
    }
    gradient[offset + target] -= (float) ((1 - smoothing) / counted);
    return logZ - (1 - smoothing) * logits[offset + target] - smoothing * mean / vocabulary;
  }
}
