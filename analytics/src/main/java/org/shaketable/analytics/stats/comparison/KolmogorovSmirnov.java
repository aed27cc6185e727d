package org.shaketable.analytics.stats.comparison;

import java.util.Arrays;

/**
 * Largest difference between the distribution functions of two samples, with its exact p.
 *
 * <pre>D = max over t of |F_x(t) - F_y(t)|</pre>
 *
 * <p>p is the probability that a random order of the pooled values gives a D at least as large,
 * from the lattice paths that stay below it; with ties it is conservative.
 *
 * <ul>
 *   <li>an empty sample: NaN
 *   <li>NaN: refused
 *   <li>a strictly increasing map of all values changes nothing
 * </ul>
 *
 * Source: Hodges 1958, doi:10.1007/BF02589501.
 */
public record KolmogorovSmirnov(double statistic, double p) {

  /** The two-sided test of two samples. */
  public static KolmogorovSmirnov of(double[] x, double[] y) {
    if (x.length == 0 || y.length == 0) {
      return new KolmogorovSmirnov(Double.NaN, Double.NaN);
    }
    long gap = largestGap(x, y);
    double statistic = gap / ((double) x.length * y.length);
    return new KolmogorovSmirnov(statistic, gap == 0 ? 1 : 1 - below(x.length, y.length, gap));
  }

  /** The largest difference in units of 1 / (n_x n_y), so in whole numbers. */
  private static long largestGap(double[] x, double[] y) {
    double[] a = sorted(x);
    double[] b = sorted(y);
    int i = 0;
    int j = 0;
    long largest = 0;
    while (i < a.length && j < b.length) {
      double value = Math.min(a[i], b[j]);
      while (i < a.length && a[i] <= value) {
        i++;
      }
      while (j < b.length && b[j] <= value) {
        j++;
      }
      largest = Math.max(largest, Math.abs((long) i * b.length - (long) j * a.length));
    }
    return largest;
  }

  private static double[] sorted(double[] values) {
    Ranks.of(values);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Probability that a random path stays strictly below the gap all the way. */
  private static double below(int n, int m, long gap) {
    double[] row = new double[m + 1];
    for (int i = 0; i <= n; i++) {
      for (int j = 0; j <= m; j++) {
        double fromLeft = j > 0 ? row[j - 1] * j / (i + j) : 0;
        double fromAbove = i > 0 ? row[j] * i / (i + j) : 0;
        double reached = i + j == 0 ? 1 : fromLeft + fromAbove;
        row[j] = Math.abs((long) i * m - (long) j * n) < gap ? reached : 0;
      }
    }
    return row[m];
  }
}
