package org.shaketable.training.probe;

import java.util.function.DoubleUnaryOperator;

/**
 * Critical sharpness {@code 2 / eta_c}: {@code eta_c} is the largest learning rate along the
 * direction of the latest update for which the loss of the latest batch does not rise. Training is
 * at the edge of stability where it equals {@code 2 / learning rate} (arXiv 2601.16979).
 *
 * <p>Algorithm: starting from the learning rate in use, doubling (or halving) until the loss rises
 * (or falls), at most {@value #DOUBLINGS} times, then {@value #BISECTIONS} bisections on the
 * logarithm: 12 % accuracy.
 */
public final class CriticalSharpness {
  private static final int DOUBLINGS = 8;
  private static final int BISECTIONS = 2;

  private CriticalSharpness() {}

  /**
   * The sharpness, in 1 / learning rate.
   *
   * @param learningRate of the latest update
   * @param lossAlong the loss after a further update of that direction, as a function of its length
   *     in latest updates; at 0 the loss as it is
   * @return NaN where the loss rises at once, never within reach, or is not finite
   */
  public static double of(double learningRate, DoubleUnaryOperator lossAlong) {
    double start = lossAlong.applyAsDouble(0);
    double length = 1;
    boolean risen = rises(lossAlong, length, start);
    for (int i = 0; i < DOUBLINGS; i++) {
      double next = risen ? length / 2 : length * 2;
      if (rises(lossAlong, next, start) != risen) {
        return 2 / (learningRate * boundary(lossAlong, Math.min(length, next), start));
      }
      length = next;
    }
    return Double.NaN;
  }

  /** The boundary inside {@code [low, 2 low]}. */
  private static double boundary(DoubleUnaryOperator lossAlong, double low, double start) {
    double ratio = 2;
    double below = low;
    for (int i = 0; i < BISECTIONS; i++) {
      ratio = Math.sqrt(ratio);
      if (!rises(lossAlong, below * ratio, start)) {
        below *= ratio;
      }
    }
    return below * Math.sqrt(ratio);
  }

  /** Not finite counts as risen. */
  private static boolean rises(DoubleUnaryOperator lossAlong, double length, double start) {
    return !(lossAlong.applyAsDouble(length) <= start);
  }
}
