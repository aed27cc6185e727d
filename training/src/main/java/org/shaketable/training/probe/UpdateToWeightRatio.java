package org.shaketable.training.probe;

/**
 * Size of an update relative to what it changes: {@code |after - before| / |before|}, Euclidean
 * norms over all parameters. Healthy training with Adam sits near 1e-3; rises come before blow-ups.
 */
public final class UpdateToWeightRatio {
  private UpdateToWeightRatio() {}

  /** The ratio for the parameters before and after one update; NaN where both norms are 0. */
  public static double of(float[] before, float[] after, int count) {
    return Norm.ofDifference(after, before, count) / Norm.of(before, count);
  }
}
