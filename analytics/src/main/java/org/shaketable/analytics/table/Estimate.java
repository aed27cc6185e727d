package org.shaketable.analytics.table;

import java.io.Serializable;
import org.shaketable.analytics.stats.interval.Interval;

/** A number with its interval, as columns. */
public record Estimate(
    @Column(meaning = "the number; null where it is not defined") double estimate,
    @Column(meaning = "lower end of its interval; null where there is none") double lower,
    @Column(meaning = "upper end of its interval; null where there is none") double upper,
    @Column(meaning = "nominal coverage of the interval") double level,
    @Column(meaning = "what it rests on: runs, or pairs or conditions") int n)
    implements Serializable {

  /** The columns of an interval. */
  public static Estimate of(Interval interval) {
    return new Estimate(
        interval.estimate(),
        interval.lower(),
        interval.upper(),
        interval.level(),
        (int) interval.n());
  }
}
