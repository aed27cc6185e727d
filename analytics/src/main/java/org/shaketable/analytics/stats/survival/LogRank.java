package org.shaketable.analytics.stats.survival;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.shaketable.analytics.stats.matrix.Cholesky;

/**
 * Test of whether groups of right-censored times have one survival curve.
 *
 * <pre>
 * z_g = sum over event times of w (d_g - d n_g / n)
 * V_gh = sum of w^2 (n_g / n)([g = h] - n_h / n) d (n - d) / (n - 1)
 * chi^2 = z' V^-1 z over all groups but the last
 * </pre>
 *
 * <ul>
 *   <li>fewer than two groups with runs, or no event: NaN
 *   <li>the order of runs and the names of the groups do not matter
 *   <li>a strictly increasing map of all times changes nothing
 * </ul>
 *
 * Source: Mantel 1966; Tarone and Ware 1977, doi:10.1093/biomet/64.1.156.
 */
public record LogRank(double chiSquare, int degreesOfFreedom, double p) {

  /** Weight of an event time. */
  public enum Weight {
    /** 1: the log-rank test. */
    LOG_RANK,
    /** Number at risk: early differences count more. */
    GEHAN_BRESLOW,
    /** The square root of the number at risk. */
    TARONE_WARE;

    private double of(double atRisk) {
      return switch (this) {
        case LOG_RANK -> 1;
        case GEHAN_BRESLOW -> atRisk;
        case TARONE_WARE -> Math.sqrt(atRisk);
      };
    }
  }

  /**
   * The test.
   *
   * @param groups number of each run's group, from 0; every number up to the largest must occur
   */
  public static LogRank of(double[] times, boolean[] events, int[] groups, Weight weight) {
    int count = 0;
    for (int group : groups) {
      count = Math.max(count, group + 1);
    }
    AtRisk table = AtRisk.of(times, events);
    if (count < 2 || table.size() == 0) {
      return new LogRank(Double.NaN, Math.max(0, count - 1), Double.NaN);
    }
    double[] z = new double[count - 1];
    double[][] v = new double[count - 1][count - 1];
    for (int i = 0; i < table.size(); i++) {
      accumulate(table, i, times, events, groups, weight, z, v);
    }
    double chiSquare = dot(z, Cholesky.of(v).solve(z));
    return new LogRank(
        chiSquare,
        count - 1,
        Double.isNaN(chiSquare)
            ? Double.NaN
            : ChiSquaredDistribution.of(count - 1).survivalProbability(chiSquare));
  }

  private static void accumulate(
      AtRisk table,
      int i,
      double[] times,
      boolean[] events,
      int[] groups,
      Weight weight,
      double[] z,
      double[][] v) {
    double time = table.time(i);
    double n = table.atRisk(i);
    double d = table.events(i);
    double w = weight.of(n);
    double[] share = new double[z.length];
    for (int run = 0; run < times.length; run++) {
      if (groups[run] < z.length && times[run] >= time) {
        share[groups[run]] += 1 / n;
        z[groups[run]] += events[run] && times[run] == time ? w : 0;
      }
    }
    double spread = n > 1 ? w * w * d * (n - d) / (n - 1) : 0;
    for (int g = 0; g < z.length; g++) {
      z[g] -= w * d * share[g];
      for (int h = 0; h < z.length; h++) {
        v[g][h] += spread * share[g] * ((g == h ? 1 : 0) - share[h]);
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
