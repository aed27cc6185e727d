package org.shaketable.analytics.stats.trial;

import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.ProportionInterval;

/**
 * Difference of two risks that are paired by seed, such as P(lost) under a disturbance minus
 * P(lost) under placebo (excess loss; larger is more fragile), with Newcombe's interval from two of
 * Wilson's and the pairs' correlation.
 *
 * <pre>theta = (b - c) / n
 * lower = theta - sqrt((p1 - l1)^2 - 2 phi (p1 - l1)(u2 - p2) + (u2 - p2)^2)
 * upper = theta + sqrt((p2 - l2)^2 - 2 phi (p2 - l2)(u1 - p1) + (u1 - p1)^2)
 * </pre>
 *
 * <p>It is not degenerate where no pair differs: nothing lost in 16 pairs leaves an excess of up to
 * 0.19 possible.
 *
 * <ul>
 *   <li>no pair: NaN without bounds
 *   <li>swapping the sides turns the sign
 * </ul>
 *
 * Source: Newcombe 1998, method 10,
 * doi:10.1002/(SICI)1097-0258(19981130)17:22&lt;2635::AID-SIM954&gt;3.0.CO;2-C.
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
    Interval one = ProportionInterval.WILSON.of(both + first, n, level);
    Interval two = ProportionInterval.WILSON.of(both + second, n, level);
    double difference = (double) (first - second) / n;
    double phi = phi();
    double down = hypotenuse(one.estimate() - one.lower(), two.upper() - two.estimate(), phi);
    double up = hypotenuse(two.estimate() - two.lower(), one.upper() - one.estimate(), phi);
    return new Interval(
        difference, Math.max(-1, difference - down), Math.min(1, difference + up), level, n);
  }

  private static double hypotenuse(double x, double y, double phi) {
    return Math.sqrt(Math.max(0, x * x - 2 * phi * x * y + y * y));
  }

  /** Correlation of the pairs, corrected for continuity where it is positive. */
  private double phi() {
    double margins =
        (double) (both + first) * (second + neither) * (both + second) * (first + neither);
    if (margins == 0) {
      return 0;
    }
    double product = (double) both * neither - (double) first * second;
    double corrected = product > 0 ? Math.max(0, product - pairs() / 2.0) : product;
    return corrected / Math.sqrt(margins);
  }
}
