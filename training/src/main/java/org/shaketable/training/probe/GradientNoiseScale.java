package org.shaketable.training.probe;

/**
 * Simple gradient noise scale {@code tr(S) / |G|^2}, in samples: the batch size at which noise and
 * signal of the gradient are equal. With parts of {@code b} samples that make up a batch of {@code
 * B}: {@code |G|^2 = (B |g_B|^2 - b |g_b|^2) / (B - b)} and {@code tr(S) = (|g_b|^2 - |g_B|^2) /
 * (1/b - 1/B)}, both unbiased (McCandlish et al., arXiv 1812.06162, appendix A.1).
 */
public final class GradientNoiseScale {
  private GradientNoiseScale() {}

  /**
   * The noise scale from at least two parts; NaN for fewer, or where {@code |G|^2} is not positive.
   */
  public static double of(GradientParts parts) {
    if (parts.parts() < 2) {
      return Double.NaN;
    }
    double small = parts.rowsPerPart();
    double big = small * parts.parts();
    double signal =
        (big * parts.squaredNormOfMean() - small * parts.meanSquaredNorm()) / (big - small);
    double noise = (parts.meanSquaredNorm() - parts.squaredNormOfMean()) / (1 / small - 1 / big);
    return signal > 0 ? noise / signal : Double.NaN;
  }
}
