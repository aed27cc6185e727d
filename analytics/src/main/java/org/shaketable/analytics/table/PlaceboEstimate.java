package org.shaketable.analytics.table;

import java.io.Serializable;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.trial.Comparison;

/** What stands beside a number of disturbed runs: the placebos', and the paired difference. */
public record PlaceboEstimate(
    @Column(meaning = "the same of the placebos; null where there is none") double placebo,
    @Column(meaning = "lower end of its interval") double placeboLower,
    @Column(meaning = "upper end of its interval") double placeboUpper,
    @Column(meaning = "difference to placebo, paired by seed; null where there is no pair")
        double difference,
    @Column(meaning = "lower end of its interval") double differenceLower,
    @Column(meaning = "upper end of its interval") double differenceUpper,
    @Column(meaning = "seeds that have both") int pairs)
    implements Serializable {
  /** No placebo. */
  public static final PlaceboEstimate NONE =
      new PlaceboEstimate(
          Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);

  /** The columns of a comparison. */
  public static PlaceboEstimate of(Comparison comparison) {
    Interval placebo = comparison.other();
    Interval difference = comparison.difference();
    return new PlaceboEstimate(
        placebo.estimate(),
        placebo.lower(),
        placebo.upper(),
        difference.estimate(),
        difference.lower(),
        difference.upper(),
        (int) difference.n());
  }
}
