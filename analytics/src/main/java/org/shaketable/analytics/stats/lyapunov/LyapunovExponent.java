package org.shaketable.analytics.stats.lyapunov;

/**
 * Exponential rate at which a spread or a distance grows, per checkpoint interval.
 *
 * <pre>exponent = ln(last / first) / intervals;  local[i] = ln(d[i + 1] / d[i])</pre>
 *
 * Negative: trajectories converge, which is more stable.
 *
 * <ul>
 *   <li>fewer than two values, or a first or last one that is not positive: exponent 0
 *   <li>local exponents take values below 1e-10 as 1e-10; fewer than two values: a single 0
 *   <li>scaling changes nothing
 * </ul>
 *
 * Source: deep-lyapunov 0.1.2.
 */
public final class LyapunovExponent {
  private static final double FLOOR = 1e-10;

  private LyapunovExponent() {}

  /** The exponent over the whole series, with an interval between neighbours. */
  public static double of(double[] spread) {
    return of(spread, spread.length - 1);
  }

  /** The exponent over a given number of intervals. */
  public static double of(double[] spread, int intervals) {
    int last = spread.length - 1;
    if (last < 1 || !(spread[0] > 0) || !(spread[last] > 0)) {
      return 0;
    }
    return Math.log(spread[last] / spread[0]) / (intervals > 0 ? intervals : last);
  }

  /** The exponent of each interval. */
  public static double[] local(double[] spread) {
    if (spread.length < 2) {
      return new double[1];
    }
    double[] local = new double[spread.length - 1];
    for (int i = 0; i < local.length; i++) {
      local[i] = Math.log(Math.max(spread[i + 1], FLOOR)) - Math.log(Math.max(spread[i], FLOOR));
    }
    return local;
  }
}
