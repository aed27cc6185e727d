package org.shaketable.analytics.stats.interval;

/**
 * Interval of a share of runs in several conditions together, the conditions being those and no
 * others: Wilson's interval with the number of observations that the variance within the conditions
 * is worth.
 *
 * <pre>
 * p  = sum k_s / N;  p_s = (k_s + p / 2) / (n_s + 1 / 2)
 * n* = max(N, p (1 - p) / sum of (n_s / N)^2 p_s (1 - p_s) / n_s)
 * </pre>
 *
 * for k_s of n_s runs in condition s and N runs in all. Wilson's interval of the pooled count would
 * take the differences between conditions for chance: where half of them always collapse and half
 * never do, it covers 100 % and not 95. The half of an observation keeps a condition in which all
 * runs ended alike from counting as certain.
 *
 * <ul>
 *   <li>one condition: Wilson's interval
 *   <li>no run: estimate and bounds NaN; conditions without a run change nothing
 *   <li>the order of the conditions does not matter; the interval of 1 - p is the mirror image
 * </ul>
 *
 * Measured coverage: {@link org.shaketable.analytics.stats.coverage}.
 */
public final class StratifiedShare {
  private static final double PRIOR = 0.5;

  private StratifiedShare() {}

  /**
   * The interval.
   *
   * @param successes how many successes each condition has
   * @param trials how many trials each condition has
   */
  public static Interval of(long[] successes, long[] trials, double level) {
    double all = 0;
    double successful = 0;
    for (int s = 0; s < trials.length; s++) {
      all += trials[s];
      successful += successes[s];
    }
    if (all == 0) {
      return Interval.unbounded(Double.NaN, level, 0);
    }
    double share = successful / all;
    double variance = 0;
    for (int s = 0; s < trials.length; s++) {
      double own = (successes[s] + PRIOR * share) / (trials[s] + PRIOR);
      variance += trials[s] * own * (1 - own) / (all * all);
    }
    double effective = variance > 0 ? Math.max(all, share * (1 - share) / variance) : all;
    return Score.of(share, effective, level, (long) all);
  }
}
