package org.shaketable.analytics.stats.comparison;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.shaketable.analytics.stats.descriptive.Rounding;

/**
 * Wilcoxon's test of whether paired differences lie around zero.
 *
 * <pre>W = min(sum of the ranks of |d| with d > 0, the same with d &lt; 0)</pre>
 *
 * <p>p by the normal approximation with tie correction, without correction for continuity.
 *
 * <ul>
 *   <li>differences of zero, or of {@link Rounding} only, are left out
 *   <li>none left: W = 0, p = NaN
 *   <li>NaN: refused
 * </ul>
 *
 * Source: Wilcoxon 1945, doi:10.2307/3001968.
 *
 * @param n differences that are not zero
 */
public record SignedRank(double statistic, double p, int n) {

  /** The test of pairs. */
  public static SignedRank of(double[] x, double[] y) {
    double[] d = Arrays.stream(differences(x, y)).filter(value -> value != 0).toArray();
    double[] sizes = Arrays.stream(d).map(Math::abs).toArray();
    double[] ranks = Ranks.of(sizes);
    double positive = 0;
    for (int i = 0; i < d.length; i++) {
      positive += d[i] > 0 ? ranks[i] : 0;
    }
    double n = d.length;
    double ties = 0;
    for (double t : Ranks.tieSizes(sizes)) {
      ties += t * (t * t - 1);
    }
    double statistic = Math.min(positive, n * (n + 1) / 2 - positive);
    double variance = (n * (n + 1) * (2 * n + 1) - ties / 2) / 24;
    double z = (n * (n + 1) / 4 - statistic) / Math.sqrt(variance);
    return new SignedRank(
        statistic, 2 * NormalDistribution.of(0, 1).survivalProbability(z), d.length);
  }

  static double[] differences(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Invalid pairs: expected samples of one size, found " + x.length + " and " + y.length);
    }
    double[] differences = new double[x.length];
    Arrays.setAll(differences, i -> Rounding.difference(x[i], y[i]));
    return differences;
  }
}
