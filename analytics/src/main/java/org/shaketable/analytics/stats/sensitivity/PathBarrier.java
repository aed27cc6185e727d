package org.shaketable.analytics.stats.sensitivity;

/**
 * How far the loss rises above the straight line between its ends on the linear path between the
 * parameters of two twins.
 *
 * <pre>barrier = max over a in [0, 1] of L(a) - ((1 - a) L(0) + a L(1))</pre>
 *
 * with L(a) the loss at (1 - a) theta + a theta_twin. In the loss's unit; 0 for twins in one basin,
 * larger is less stable.
 *
 * <ul>
 *   <li>fewer than two points: NaN
 *   <li>NaN or infinite loss inside the path: infinite; at an end: NaN
 *   <li>the direction of the path does not matter; adding a straight line to the losses changes
 *       nothing
 * </ul>
 *
 * Source: Frankle et al., "Linear mode connectivity and the lottery ticket hypothesis", arXiv
 * 1912.05671.
 */
public final class PathBarrier {
  private PathBarrier() {}

  /** The barrier of losses at evenly spaced points of the path, both ends included. */
  public static double of(double[] losses) {
    int last = losses.length - 1;
    if (last < 1 || !Double.isFinite(losses[0]) || !Double.isFinite(losses[last])) {
      return Double.NaN;
    }
    double barrier = 0;
    for (int i = 1; i < last; i++) {
      double line = losses[0] + (losses[last] - losses[0]) * i / last;
      double rise = losses[i] - line;
      barrier = Math.max(barrier, Double.isFinite(rise) ? rise : Double.POSITIVE_INFINITY);
    }
    return barrier;
  }
}
