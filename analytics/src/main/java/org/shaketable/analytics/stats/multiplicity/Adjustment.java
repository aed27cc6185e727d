package org.shaketable.analytics.stats.multiplicity;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusted p-values of m tests, in the order given: reject where the adjusted p is at most the
 * level.
 *
 * <ul>
 *   <li>no test: nothing
 *   <li>one test: its p
 *   <li>ties get equal adjusted values; a p outside [0, 1] or NaN is refused
 *   <li>the order of the tests does not matter
 * </ul>
 */
public enum Adjustment {
  /**
   * False discovery rate: min over later ranks of p m / rank
   * (doi:10.1111/j.2517-6161.1995.tb02031.x).
   */
  BENJAMINI_HOCHBERG {
    @Override
    public double[] of(double... p) {
      return stepUp(p, 1);
    }
  },
  /**
   * Benjamini and Hochberg's under any dependence: times 1 + 1/2 + ... + 1/m
   * (doi:10.1214/aos/1013699998).
   */
  BENJAMINI_YEKUTIELI {
    @Override
    public double[] of(double... p) {
      return stepUp(p, IntStream.rangeClosed(1, p.length).mapToDouble(i -> 1.0 / i).sum());
    }
  },
  /** Family-wise error: max over earlier ranks of p (m - rank + 1). */
  HOLM {
    @Override
    public double[] of(double... p) {
      int[] order = ascending(p);
      double[] adjusted = new double[p.length];
      double largest = 0;
      for (int i = 0; i < order.length; i++) {
        largest = Math.max(largest, Math.min(1, p[order[i]] * (p.length - i)));
        adjusted[order[i]] = largest;
      }
      return adjusted;
    }
  },
  /** Family-wise error: p m. */
  BONFERRONI {
    @Override
    public double[] of(double... p) {
      ascending(p);
      return IntStream.range(0, p.length).mapToDouble(i -> Math.min(1, p[i] * p.length)).toArray();
    }
  };

  /** The adjusted p of each test. */
  public abstract double[] of(double... p);

  private static double[] stepUp(double[] p, double factor) {
    int[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double smallest = 1;
    for (int i = order.length - 1; i >= 0; i--) {
      smallest = Math.min(smallest, p[order[i]] * factor * p.length / (i + 1));
      adjusted[order[i]] = smallest;
    }
    return adjusted;
  }

  private static int[] ascending(double[] p) {
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(
            "Invalid p-value: expected a number in [0, 1], found " + value);
      }
    }
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
