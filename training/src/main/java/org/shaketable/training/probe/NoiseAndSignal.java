package org.shaketable.training.probe;

/**
 * Noise and signal of a run's gradient, in logarithms: of {@code tr(S)}, the trace of the
 * covariance of one sample's gradient, and of {@code |G|^2}, the squared norm of the mean gradient.
 * Their difference is the logarithm of the simple gradient noise scale, in samples.
 *
 * <p>With parts of {@code b} samples that make up a batch of {@code B}: {@code |G|^2 = (B |g_B|^2 -
 * b |g_b|^2) / (B - b)} and {@code tr(S) = (|g_b|^2 - |g_B|^2) / (1/b - 1/B)}, both unbiased
 * (McCandlish et al., arXiv 1812.06162, appendix A.1). The first is negative wherever noise hides
 * the signal: it is smoothed over the evaluations so far, apart from the second as that paper does,
 * with weights that fall by {@value #KEPT} from one to the one before, and is told as {@value
 * #HIDDEN} {@code tr(S) / B} where it is less. What is below {@value #NOTHING} is told as that.
 */
public final class NoiseAndSignal {
  private static final double KEPT = 0.75;
  private static final double HIDDEN = 0.01;
  private static final double NOTHING = 1e-38;

  private double signals;
  private double weights;
  private double noise = Double.NaN;
  private double signal = Double.NaN;

  /** Takes in the parts of the latest batch; fewer than two tell nothing. */
  public void measure(GradientParts parts) {
    if (parts.parts() < 2) {
      return;
    }
    double small = parts.rowsPerPart();
    double big = small * parts.parts();
    double mean = parts.squaredNormOfMean();
    double each = parts.meanSquaredNorm();
    noise = (each - mean) / (1 / small - 1 / big);
    double estimate = (big * mean - small * each) / (big - small);
    // What overflows once must not hide the signal for good.
    if (Double.isFinite(estimate)) {
      signals = KEPT * signals + estimate;
      weights = KEPT * weights + 1;
    }
    signal = Math.max(signals / weights, HIDDEN * noise / big);
  }

  /** {@code ln tr(S)} of the latest batch; NaN before the first. */
  public double logNoise() {
    return StrictMath.log(Math.max(noise, NOTHING));
  }

  /** {@code ln |G|^2}, smoothed; NaN before the first batch. */
  public double logSignal() {
    return StrictMath.log(Math.max(signal, NOTHING));
  }
}
