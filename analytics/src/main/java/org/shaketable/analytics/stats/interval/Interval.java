package org.shaketable.analytics.stats.interval;

import java.io.Serializable;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * An estimate with its interval.
 *
 * @param estimate the statistic of the sample; NaN where it is not defined
 * @param lower lower bound; NaN where there is none
 * @param upper upper bound; NaN where there is none
 * @param level nominal coverage, in (0, 1)
 * @param n how many observations it rests on
 */
public record Interval(double estimate, double lower, double upper, double level, long n)
    implements Serializable {
  public Interval {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid level: expected a number in (0, 1), found " + level);
    }
    if (lower > upper) {
      throw new IllegalArgumentException(
          "Invalid interval: expected lower <= upper, found [" + lower + ", " + upper + "]");
    }
  }

  /** An estimate that has no interval (none could be computed). */
  public static Interval unbounded(double estimate, double level, long n) {
    return new Interval(estimate, Double.NaN, Double.NaN, level, n);
  }

  /**
   * An estimate with Student's t interval.
   *
   * @param error standard error of the estimate; not above 0: no bounds
   * @param freedom degrees of freedom of the error
   */
  public static Interval student(
      double estimate, double error, double freedom, double level, long n) {
    if (!(error > 0)) {
      return unbounded(estimate, level, n);
    }
    double half = error * TDistribution.of(freedom).inverseSurvivalProbability((1 - level) / 2);
    return new Interval(estimate, estimate - half, estimate + half, level, n);
  }

  /** Whether the value lies inside or on a bound. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /** This interval with bounds cut to what the quantity can be. */
  public Interval within(double least, double most) {
    return new Interval(
        estimate,
        Math.max(least, Math.min(most, lower)),
        Math.max(least, Math.min(most, upper)),
        level,
        n);
  }

  /** Length of the interval, in the estimate's unit. */
  public double width() {
    return upper - lower;
  }
}
