package org.shaketable.training.probe;

/**
 * Largest absolute logit on the probe inputs. Its growth without bound is a known way to diverge
 * (Wortsman et al., arXiv 2309.14322).
 */
public final class LargestLogit {
  private LargestLogit() {}

  /** The largest of {@code rows} rows of logits, {@code stride} apart; NaN if one is. */
  public static double of(float[] logits, int stride, int rows, int classes) {
    float largest = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < classes; j++) {
        largest = Math.max(largest, Math.abs(logits[i * stride + j]));
      }
    }
    return largest;
  }
}
