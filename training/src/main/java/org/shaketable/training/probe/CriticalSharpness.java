package org.shaketable.training.probe;

import java.util.function.DoubleUnaryOperator;

/**
 * Critical sharpness {@code 2 / eta_c}: {@code eta_c} is the largest learning rate along the
 * direction of the latest update for which the loss of the latest batch does not rise. Training is
 * at the edge of stability where it equals {@code 2 / learning rate} (arXiv 2601.16979).
 *
 * <p>Algorithm: starting from the learning rate in use, times the power of two at which the last
 * measurement of the same run ended, doubling (or halving) until the loss rises (or falls), at most
 * {@value #DOUBLINGS} times, then {@value #BISECTIONS} bisections on the logarithm: 12 % accuracy.
 * Along most trainings the boundary moves slowly, so that five losses are enough.
 */
public final class CriticalSharpness {
  private static final int DOUBLINGS = 8;
  private static final int BISECTIONS = 2;

  private double start = 1;

  /** The sharpness from one measurement alone, see {@link #measure}. */
  public static double of(double learningRate, DoubleUnaryOperator lossAlong) {
    return new CriticalSharpness().measure(learningRate, lossAlong);
  }

  /**
   * The sharpness, in 1 / learning rate.
   *
   * @param learningRate of the latest update
   * @param lossAlong the loss after a further update of that direction, as a function of its length
   *     in latest updates; at 0 the loss as it is
   * @return NaN where the loss rises at once, never within reach, or is not finite
   */
  public double measure(double learningRate, DoubleUnaryOperator lossAlong) {
    double now = lossAlong.applyAsDouble(0);
    double length = start;
    boolean risen = rises(lossAlong, length, now);
    for (int i = 0; i < DOUBLINGS; i++) {
      double next = risen ? length / 2 : length * 2;
      if (rises(lossAlong, next, now) != risen) {
        start = Math.min(length, next);
        return 2 / (learningRate * boundary(lossAlong, start, now));
      }
      length = next;
    }
    start = 1;
    return Double.NaN;
  }

  /** The boundary inside {@code [low, 2 low]}. */
  private static double boundary(DoubleUnaryOperator lossAlong, double low, double now) {
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

  /** Not finite counts as risen. */
  private static boolean rises(DoubleUnaryOperator lossAlong, double length, double now) {
    return !(lossAlong.applyAsDouble(length) <= now);
  }
}
