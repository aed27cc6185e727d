package org.shaketable.training.probe;

import java.util.function.DoubleUnaryOperator;

/**
 * Critical sharpness {@code 2 / eta_c}: {@code eta_c} is the largest learning rate along the
 * direction of the latest update for which the loss of the latest batch does not rise. Training is
 * at the edge of stability where it equals {@code 2 / learning rate} (arXiv 2601.16979).
 *
 * <p>Algorithm: starting from the learning rate in use, times the power of two at which the last
 * measurement of the same run ended, doubling (or halving) until the loss rises (or falls), then
 * {@value #BISECTIONS} bisections on the logarithm: 12 % accuracy. Along most trainings the
 * boundary moves slowly, so that five losses are enough.
 *
 * <p>The search ends at {@code 2^8} times the learning rate, and at {@code 2^-8} of it. Where the
 * loss does not rise up to there, or rises even there, the sharpness is told as that of the end: it
 * is censored, not missing.
 */
public final class CriticalSharpness {
  /** Powers of two of the learning rate in use between which the boundary is looked for. */
  private static final int REACH = 8;

  private static final int BISECTIONS = 2;

  private int start;

  /** The sharpness from one measurement alone, see {@link #measure}. */
  public static double of(double learningRate, DoubleUnaryOperator lossAlong) {
    return new CriticalSharpness().measure(learningRate, lossAlong);
  }

  /**
   * The sharpness, in 1 / learning rate.
   *
   * @param learningRate the learning rate of the latest update, above 0
   * @param lossAlong the loss after a further update of that direction, as a function of its length
   *     in latest updates; at 0 the loss as it is. What is not finite counts as risen
   */
  public double measure(double learningRate, DoubleUnaryOperator lossAlong) {
    double now = lossAlong.applyAsDouble(0);
    return 2 / (learningRate * boundary(lossAlong, now));
  }

  /** The length at which the loss begins to rise. */
  private double boundary(DoubleUnaryOperator lossAlong, double now) {
    boolean risen = rises(lossAlong, power(start), now);
    int step = risen ? -1 : 1;
    while (Math.abs(start + step) <= REACH) {
      start += step;
      if (rises(lossAlong, power(start), now) != risen) {
        start = Math.min(start, start - step);
        return bisected(lossAlong, power(start), now);
      }
    }
    return power(start);
  }

  private static double power(int exponent) {
    return Math.scalb(1.0, exponent);
  }

  /** The boundary inside {@code [low, 2 low]}. */
  private static double bisected(DoubleUnaryOperator lossAlong, double low, double now) {
    double ratio = 2;
    double below = low;
    for (int i = 0; i < BISECTIONS; i++) {
      ratio = Math.sqrt(ratio);
      if (!rises(lossAlong, below * ratio, now)) {
        below *= ratio;
      }
    }
    return below * Math.sqrt(ratio);
  }

  private static boolean rises(DoubleUnaryOperator lossAlong, double length, double now) {
    return !(lossAlong.applyAsDouble(length) <= now);
  }
}
