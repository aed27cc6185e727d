package org.shaketable.training.probe;

/**
 * Mean cosine between the gradients of the parts of a batch, over all pairs: {@code (|sum of unit
 * gradients|^2 - k) / (k (k - 1))} for {@code k} parts. 1 where all parts agree, 0 where they are
 * orthogonal, at least {@code -1 / (k - 1)}. After Fort et al., "Stiffness", arXiv 1901.09491.
 */
public final class GradientCoherence {
  private GradientCoherence() {}

  /** The coherence of at least two parts; NaN for fewer, or where a part has no gradient. */
  public static double of(GradientParts parts) {
    double k = parts.parts();
    if (k < 2 || parts.anyZero()) {
      return Double.NaN;
    }
    return (parts.squaredNormOfUnitSum() - k) / (k * (k - 1));
  }
}
