package org.shaketable.analytics.stats.reliability;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import org.shaketable.analytics.stats.descriptive.Percentiles;

/**
 * Conditional value at risk: the mean of one end of a sample.
 *
 * <ul>
 *   <li>empty, or NaN among the values: NaN
 *   <li>one value: that value
 *   <li>values tied with the cut-off are all taken in
 *   <li>scaling by a positive factor scales it, a shift shifts it
 * </ul>
 *
 * Source: Rockafellar and Uryasev 2000; arXiv 1912.05663.
 */
public enum Tail {
  /** Mean of the values at or below the alpha-percentile. */
  LOWER {
    @Override
    public double mean(double[] values, double alpha) {
      double cut = Percentiles.of(values, 100 * alpha);
      return meanWhere(values, value -> value <= cut);
    }
  },
  /** Mean of the values at or above the (1 - alpha)-percentile. */
  UPPER {
    @Override
    public double mean(double[] values, double alpha) {
      double cut = Percentiles.of(values, 100 * (1 - alpha));
      return meanWhere(values, value -> value >= cut);
    }
  };

  /** The mean of the tail that holds a share alpha of the values. */
  public abstract double mean(double[] values, double alpha);

  private static double meanWhere(double[] values, DoublePredicate inTail) {
    return Arrays.stream(values).filter(inTail).average().orElse(Double.NaN);
  }
}
