package org.shaketable.analytics.stats.interval;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.shaketable.analytics.stats.descriptive.Percentiles;

/**
 * Interval of a median from order statistics, interpolated between two of them.
 *
 * <pre>
 * g(k) = 1 - 2 P(Binomial(n, 1/2) &lt; k),  the coverage of (x(k), x(n + 1 - k))
 * k with g(k) &gt;= level &gt; g(k + 1);  i = (g(k) - level) / (g(k) - g(k + 1))
 * w = (n - k) i / (k + (n - 2 k) i)
 * (1 - w) x(k) + w x(k + 1),  (1 - w) x(n + 1 - k) + w x(n - k)
 * </pre>
 *
 * It asks for no shape, and where runs tie at the median it covers more than promised. Between two
 * kinds of outcome, with the median in the gap, interpolation covers less (88 % of 6 values); so it
 * is left out (w = 0) where g(k) exceeds the level by 0.4 (1 - level) at most: by 0.02 at 95 %.
 *
 * <ul>
 *   <li>so few values that even their whole range covers less than the level, 1 - 2^(1 - n) (fewer
 *       than 6 at 95 %): no bounds (NaN)
 *   <li>no value, or NaN among them: estimate NaN too
 *   <li>the order of the values does not matter; scale scales the bounds, a shift shifts them
 * </ul>
 *
 * Source: Hettmansperger and Sheather 1986, doi:10.1016/0167-7152(86)90021-0. A percentile
 * bootstrap covers 90 to 94 % of the medians of 10 to 150.
 */
public final class MedianInterval {
  private static final double NEAR_ENOUGH = 0.4;

  private MedianInterval() {}

  /** The median of values with its interval. */
  public static Interval of(double[] values, double level) {
    double[] x = values.clone();
    Arrays.sort(x);
    int n = x.length;
    double median = Percentiles.median(x);
    double tail = (1 - level) / 2;
    boolean tooFew = Math.pow(0.5, n) > tail;
    if (Double.isNaN(median) || tooFew) {
      return Interval.unbounded(median, level, n);
    }
    BinomialDistribution below = BinomialDistribution.of(n, 0.5);
    int k = Math.max(1, below.inverseCumulativeProbability(tail));
    double w = weight(n, k, level, below);
    double lower = between(x[k - 1], x[k], w);
    double upper = between(x[n - k], x[n - 1 - k], w);
    return new Interval(median, Math.min(lower, median), Math.max(upper, median), level, n);
  }

  private static double weight(int n, int k, double level, BinomialDistribution below) {
    double wide = 1 - 2 * below.cumulativeProbability(k - 1);
    double narrow = 1 - 2 * below.cumulativeProbability(k);
    double i = (wide - level) / (wide - narrow);
    if (wide - level <= NEAR_ENOUGH * (1 - level)) {
      return 0;
    }
    return (n - k) * i / (k + (n - 2 * k) * i);
  }

  private static double between(double outer, double inner, double w) {
    return Percentiles.interpolate(outer, inner, w);
  }
}
