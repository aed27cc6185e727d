package org.shaketable.analytics.stats.detection;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A threshold that a further run exceeds with a stated probability at most, whatever the
 * distribution of the scores.
 *
 * <pre>threshold = the ceil(level (n + 1))-th smallest of n maxima</pre>
 *
 * If the maxima of the n runs and of the further one are exchangeable, the further one lies above
 * with probability at most {@code 1 - level}, and above {@code 1 - level - 1 / (n + 1)} without
 * ties.
 *
 * <ul>
 *   <li>fewer runs than {@link #fewest}: no threshold, for none could keep the promise
 *   <li>negative infinity (a score that was never sustained) is a maximum like others
 *   <li>NaN is refused
 * </ul>
 *
 * Source: Vovk, Gammerman and Shafer 2005, doi:10.1007/b106715; Lei et al. 2018,
 * doi:10.1080/01621459.2017.1307116.
 */
public final class ConformalThreshold {
  private ConformalThreshold() {}

  /** Runs below which there is no threshold of that level: 19 for 0.95. */
  public static int fewest(double level) {
    int n = 1;
    while (rank(n, level) > n) {
      n++;
    }
    return n;
  }

  /** The threshold of run-level maxima; empty where there are too few. */
  public static OptionalDouble of(double[] maxima, double level) {
    if (Arrays.stream(maxima).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("Invalid maximum: expected a number, found NaN");
    }
    int rank = rank(maxima.length, level);
    double[] sorted = maxima.clone();
    Arrays.sort(sorted);
    return rank > sorted.length ? OptionalDouble.empty() : OptionalDouble.of(sorted[rank - 1]);
  }

  private static int rank(int n, double level) {
    // 0.95 times 20 is 19, and must not become 20 by rounding.
    return (int) Math.ceil(level * (n + 1) - 1e-9);
  }
}
