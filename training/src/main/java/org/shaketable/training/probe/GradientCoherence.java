package org.shaketable.training.probe;

/**
 * Mean cosine between the gradients of the parts of a batch, over all pairs: {@code (|sum of unit
 * gradients|^2 - m) / (k (k - 1))} for {@code k} parts, of which {@code m} have a gradient. 1 where
 * all parts agree, 0 where they are orthogonal, at least {@code -1 / (k - 1)}. A part without a
 * gradient agrees with no other: its cosines are 0. After Fort et al., "Stiffness", arXiv
 * 1901.09491.
 */
public final class GradientCoherence {
  private GradientCoherence() {}

  /** The coherence of at least two parts; NaN for fewer. */
  public static double of(GradientParts parts) {
    double k = parts.parts();
    return k < 2
        ? Double.NaN
        : (parts.squaredNormOfUnitSum() - parts.withGradient()) / (k * (k - 1));
  }
}
