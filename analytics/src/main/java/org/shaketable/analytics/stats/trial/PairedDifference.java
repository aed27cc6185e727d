package org.shaketable.analytics.stats.trial;

import java.util.function.DoublePredicate;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.shaketable.analytics.stats.interval.Bisection;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Difference of two risks that are paired by seed, such as P(lost) under a disturbance minus
 * P(lost) under placebo (excess loss; larger is more fragile), with Tango's score interval: all
 * differences d that the score test does not reject,
 *
 * <pre>(b - c - n d)^2 &lt;= z^2 n (2 q + d (1 - d))
 * q = (sqrt(B^2 - 8 n C) - B) / (4 n);  B = (2 n - b + c) d - b - c;  C = -c d (1 - d)
 * </pre>
 *
 * <p>where b and c are the pairs in which the first and the second alone has the outcome, and q the
 * share of the latter that is likeliest given d. It is not degenerate where no pair differs:
 * nothing lost in 16 pairs leaves an excess of up to 0.19 possible.
 *
 * <ul>
 *   <li>no pair: NaN without bounds
 *   <li>swapping the sides turns the sign
 * </ul>
 *
 * Source: Tango 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;891::AID-SIM780&gt;3.0.CO;2-B.
 *
 * @param both pairs in which both runs have the outcome
 * @param first pairs in which the first alone has it
 * @param second pairs in which the second alone has it
 * @param neither pairs in which none has it
 */
public record PairedDifference(long both, long first, long second, long neither) {
  public PairedDifference {
    if (both < 0 || first < 0 || second < 0 || neither < 0) {
      throw new IllegalArgumentException(
          "Invalid count: expected 0 or more of each kind of pair, found %d, %d, %d, %d"
              .formatted(both, first, second, neither));
    }
  }

  /** The pairs of two lists of outcomes, seed by seed. */
  public static PairedDifference of(boolean[] first, boolean[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "Invalid outcomes: expected as many on both sides, found %d and %d"
              .formatted(first.length, second.length));
    }
    long[] counts = new long[4];
    for (int i = 0; i < first.length; i++) {
      counts[(first[i] ? 0 : 2) + (second[i] ? 0 : 1)]++;
    }
    return new PairedDifference(counts[0], counts[1], counts[2], counts[3]);
  }

  /** Number of pairs. */
  public long pairs() {
    return both + first + second + neither;
  }

  /** The difference with its interval at a nominal level such as 0.95. */
  public Interval interval(double level) {
    long n = pairs();
    if (n == 0) {
      return Interval.unbounded(Double.NaN, level, 0);
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    DoublePredicate kept = d -> Math.abs(first - second - n * d) <= z * deviation(d);
    double difference = (double) (first - second) / n;
    return new Interval(
        difference,
        Bisection.last(kept, difference, -1),
        Bisection.last(kept, difference, 1),
        level,
        n);
  }

  /** Standard deviation of first - second, were the difference d. */
  private double deviation(double d) {
    double n = pairs();
    double b = (2 * n - first + second) * d - first - second;
    double c = -second * d * (1 - d);
    double alone = (Math.sqrt(Math.max(0, b * b - 8 * n * c)) - b) / (4 * n);
    return Math.sqrt(Math.max(0, n * (2 * alone + d * (1 - d))));
  }
}
