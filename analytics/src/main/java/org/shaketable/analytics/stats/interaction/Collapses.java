package org.shaketable.analytics.stats.interaction;

import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.ProportionInterval;

/** How many of the runs of a condition collapsed. */
public record Collapses(long collapsed, long runs) {
  public Collapses {
    if (collapsed < 0 || collapsed > runs) {
      throw new IllegalArgumentException(
          "Invalid count: expected 0 <= collapsed <= runs, found %d of %d"
              .formatted(collapsed, runs));
    }
  }

  /** The share that did not collapse, with Wilson's interval. */
  Interval survival(double level) {
    return ProportionInterval.WILSON.of(runs - collapsed, runs, level);
  }
}
