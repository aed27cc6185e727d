package org.shaketable.analytics.stats.interval;

/**
 * Whether runs are too few for an interval that asks how they differ: N runs in S conditions with N
 * - S below 7, so fewer than 8 of one condition.
 *
 * <p>Where three of ten runs collapse, none of 4 does in every fourth sample and none of 6 in every
 * eighth, and no interval can know of what its sample does not show: interquartile means of 4 runs
 * were covered to 91 %, dispersions to 75 %.
 */
public final class FewRuns {
  private static final int LEAST_FREEDOM = 7;

  private FewRuns() {}

  /** Whether so many runs in so many conditions are too few. */
  public static boolean of(long runs, long conditions) {
    return runs - conditions < LEAST_FREEDOM;
  }
}
