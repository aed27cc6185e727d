package org.shaketable.jobs.watch;

import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.ProportionInterval;

/** How many of the pairs of one dimension of one workload are far below their twins so far. */
final class Tally {
  private static final double LEVEL = 0.95;

  private int pairs;
  private int farBelow;

  /** A pair whose run is far below its twin. */
  void addFarBelow() {
    pairs++;
    farBelow++;
  }

  /** A pair whose run is not. */
  void addOther() {
    pairs++;
  }

  /** With Wilson's interval. */
  State.Dimension state(String sweep, String workload, String dimension) {
    Interval share = ProportionInterval.WILSON.of(farBelow, pairs, LEVEL);
    return new State.Dimension(
        sweep, workload, dimension, pairs, farBelow, share.lower(), share.upper());
  }
}
