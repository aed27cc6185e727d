package org.shaketable.analytics.stats.interval;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Interval of the mean of shares, one per run, whose single observations depend on each other
 * within a run: Wilson's interval with the effective number of observations and Student's t.
 *
 * <pre>n* = max(R, p (1 - p) / (s^2 / R));  z = t(R - 1, (1 + level) / 2)</pre>
 *
 * for R runs with mean share p and variance s^2 (divisor R - 1). A bootstrap of rare events fails
 * here: where no run of a small sample shows one, all draws are alike and the interval is a point.
 *
 * <ul>
 *   <li>all runs equal (s = 0): as many observations as runs, so the interval is wide, not empty
 *   <li>no run: estimate and bounds NaN; one run: the bounds are 0 and 1
 *   <li>the order of the runs does not matter; the interval of 1 - share is the mirror image
 * </ul>
 *
 * Source: Korn and Graubard 1998, "Confidence intervals for proportions with small expected number
 * of positive counts estimated from survey data", Survey Methodology 24, with Wilson's score
 * interval in the place of the exact one.
 */
public final class ClusteredShare {
  private ClusteredShare() {}

  /**
   * The interval.
   *
   * @param shares in [0, 1], without NaN
   */
  public static Interval of(double[] shares, double level) {
    int runs = shares.length;
    double mean = Arrays.stream(shares).average().orElse(Double.NaN);
    if (runs < 2) {
      return runs == 0 ? Interval.unbounded(mean, level, 0) : new Interval(mean, 0, 1, level, 1);
    }
    double variance =
        Arrays.stream(shares).map(share -> (share - mean) * (share - mean)).sum() / (runs - 1);
    double effective = variance > 0 ? mean * (1 - mean) * runs / variance : runs;
    double n = Math.max(runs, effective);
    double z = TDistribution.of(runs - 1.0).inverseSurvivalProbability((1 - level) / 2);
    return Score.of(mean, n, z, level, runs);
  }
}
