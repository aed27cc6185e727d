package org.shaketable.analytics.stats.interval;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Wilson's score interval of a share from an effective number of observations, which need not be
 * whole: what the variance of the share says that it is worth.
 *
 * <pre>n* = p (1 - p) / variance;  (p + z^2/2n* +- z sqrt(p (1 - p)/n* + z^2/4n*^2)) / (1 + z^2/n*)
 * </pre>
 *
 * <ul>
 *   <li>no observation, or a share that is NaN: the bounds are NaN
 *   <li>a share of 0 or 1: the interval is not empty
 * </ul>
 *
 * Source: Wilson 1927; with an effective number Rothman 1978 and Korn and Graubard 1998.
 */
public final class Score {
  private Score() {}

  /** The interval with the normal quantile of a level. */
  public static Interval of(double share, double effective, double level, long n) {
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    return of(share, effective, z, level, n);
  }

  /** The interval with another quantile, such as Student's. */
  static Interval of(double share, double effective, double z, double level, long n) {
    if (!(effective > 0) || Double.isNaN(share)) {
      return Interval.unbounded(share, level, n);
    }
    double scale = 1 + z * z / effective;
    double centre = (share + z * z / (2 * effective)) / scale;
    double spread = share * (1 - share) / effective + z * z / (4 * effective * effective);
    double half = z / scale * Math.sqrt(spread);
    // At the ends the bound is exact algebraically; do not let rounding move it.
    double lower = share == 0 ? 0 : Math.max(0, centre - half);
    double upper = share == 1 ? 1 : Math.min(1, centre + half);
    return new Interval(share, lower, upper, level, n);
  }
}
