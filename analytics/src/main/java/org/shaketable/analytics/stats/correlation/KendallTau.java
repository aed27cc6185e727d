package org.shaketable.analytics.stats.correlation;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.shaketable.analytics.stats.comparison.Ranks;

/**
 * Kendall's coefficient of concordance between two orders.
 *
 * <pre>
 * tau_b = (C - D) / sqrt((N - T_x)(N - T_y))
 * tau_c = 2 (C - D) / (n^2 (m - 1) / m)
 * </pre>
 *
 * over the N = n (n - 1) / 2 pairs: C concordant, D discordant, T tied in one; m the smaller number
 * of distinct values. p: normal approximation with tie correction, or exact without ties.
 *
 * <ul>
 *   <li>fewer than two pairs, or one of the two constant: NaN
 *   <li>NaN: refused
 * </ul>
 *
 * Source: Kendall 1945, doi:10.1093/biomet/33.3.239. Time grows with the square of n.
 *
 * @param score C - D
 * @param n pairs of values
 * @param tiesX pairs tied in the first
 * @param tiesY pairs tied in the second
 * @param variance the variance of the score without association
 * @param distinct the smaller number of distinct values
 */
public record KendallTau(long score, int n, long tiesX, long tiesY, double variance, int distinct) {

  /** The concordance of pairs. */
  public static KendallTau of(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Invalid pairs: expected samples of one size, found " + x.length + " and " + y.length);
    }
    int[] groupsX = Ranks.tieSizes(x);
    int[] groupsY = Ranks.tieSizes(y);
    return new KendallTau(
        score(x, y),
        x.length,
        pairs(groupsX),
        pairs(groupsY),
        variance(x.length, groupsX, groupsY),
        Math.min(groupsX.length, groupsY.length));
  }

  private static long score(double[] x, double[] y) {
    long score = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        score += (long) sign(x[i], x[j]) * sign(y[i], y[j]);
      }
    }
    return score;
  }

  private static int sign(double a, double b) {
    return a > b ? 1 : a < b ? -1 : 0;
  }

  private static long pairs(int[] groups) {
    long pairs = 0;
    for (long t : groups) {
      pairs += t * (t - 1) / 2;
    }
    return pairs;
  }

  private static double variance(double n, int[] groupsX, int[] groupsY) {
    double m = n * (n - 1);
    double v = m * (2 * n + 5) - weighted(groupsX) - weighted(groupsY);
    double both = 2.0 * pairs(groupsX) * pairs(groupsY) / m;
    double triples = n < 3 ? 0 : triples(groupsX) * triples(groupsY) / (9 * m * (n - 2));
    return v / 18 + both + triples;
  }

  private static double weighted(int[] groups) {
    double sum = 0;
    for (double t : groups) {
      sum += t * (t - 1) * (2 * t + 5);
    }
    return sum;
  }

  private static double triples(int[] groups) {
    double sum = 0;
    for (double t : groups) {
      sum += t * (t - 1) * (t - 2);
    }
    return sum;
  }

  /** tau_b. */
  public double b() {
    long pairs = (long) n * (n - 1) / 2;
    double scale = Math.sqrt((double) (pairs - tiesX)) * Math.sqrt((double) (pairs - tiesY));
    return scale == 0 ? Double.NaN : Math.max(-1, Math.min(1, score / scale));
  }

  /** tau_c (Stuart), for tables that are not square. */
  public double c() {
    return distinct < 2 ? Double.NaN : 2.0 * score / ((double) n * n * (distinct - 1.0) / distinct);
  }

  /** Two-sided p by the normal approximation. */
  public double p() {
    if (Double.isNaN(b())) {
      return Double.NaN;
    }
    double z = Math.abs((double) score) / Math.sqrt(variance);
    return 2 * NormalDistribution.of(0, 1).survivalProbability(z);
  }

  /** Two-sided p from the distribution over all orders; NaN where values tie. */
  public double pExact() {
    if (tiesX + tiesY > 0 || n < 2) {
      return Double.NaN;
    }
    long pairs = (long) n * (n - 1) / 2;
    long discordant = (pairs - Math.abs(score)) / 2;
    double[] probability = inversions(n);
    double tail = 0;
    for (int k = 0; k <= discordant; k++) {
      tail += probability[k];
    }
    return Math.min(1, 2 * tail);
  }

  /** Probability of each number of inversions in a random order of n. */
  private static double[] inversions(int n) {
    double[] current = {1};
    for (int k = 2; k <= n; k++) {
      double[] next = new double[current.length + k - 1];
      for (int i = 0; i < current.length; i++) {
        for (int j = 0; j < k; j++) {
          next[i + j] += current[i] / k;
        }
      }
      current = next;
    }
    return current;
  }
}
