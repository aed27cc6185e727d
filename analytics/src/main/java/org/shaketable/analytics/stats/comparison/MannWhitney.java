package org.shaketable.analytics.stats.comparison;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Rank test of whether values of one sample tend to be larger than those of another.
 *
 * <pre>U = #{(i, j) : x[i] > y[j]} + 1/2 #{ties}</pre>
 *
 * <p>p-values: normal approximation with tie correction, with and without the correction for
 * continuity; the exact distribution where there are no ties. {@link #superiority()} U / (n_x n_y)
 * is the probability that a random x exceeds a random y.
 *
 * <ul>
 *   <li>an empty sample: everything NaN
 *   <li>all values equal: U = n_x n_y / 2, p = NaN
 *   <li>NaN: refused; infinities are ordered as numbers
 *   <li>a strictly increasing map of all values changes nothing
 * </ul>
 *
 * Source: Mann and Whitney 1947, doi:10.1214/aoms/1177730491.
 *
 * @param u statistic of the first sample
 * @param sizeX number of values in the first sample
 * @param sizeY number of values in the second sample
 * @param deviation standard deviation of U under equal distributions, corrected for ties
 * @param tied whether any two values are equal
 */
public record MannWhitney(double u, int sizeX, int sizeY, double deviation, boolean tied) {

  /** The test of two samples. */
  public static MannWhitney of(double[] x, double[] y) {
    double[] all = Arrays.copyOf(x, x.length + y.length);
    System.arraycopy(y, 0, all, x.length, y.length);
    double[] ranks = Ranks.of(all);
    double rankSum = Arrays.stream(ranks, 0, x.length).sum();
    double n = all.length;
    double ties = 0;
    for (double t : Ranks.tieSizes(all)) {
      ties += t * (t * t - 1);
    }
    double variance = (double) x.length * y.length / 12 * (n + 1 - ties / (n * (n - 1)));
    boolean empty = x.length == 0 || y.length == 0;
    double u = empty ? Double.NaN : rankSum - x.length * (x.length + 1.0) / 2;
    return new MannWhitney(u, x.length, y.length, Math.sqrt(variance), ties > 0);
  }

  /** Probability that a value of the first sample is larger, ties counting half. */
  public double superiority() {
    return u / ((double) sizeX * sizeY);
  }

  /** Cliff's delta: superiority on the scale [-1, 1]. */
  public double cliffsDelta() {
    return 2 * superiority() - 1;
  }

  /** Two-sided p by the normal approximation. */
  public double p() {
    return twoSided(0);
  }

  /** Two-sided p by the normal approximation, corrected for continuity. */
  public double pWithContinuity() {
    return twoSided(0.5);
  }

  /** One-sided p of "the first sample is larger", corrected for continuity. */
  public double pGreater() {
    double z = (u - mean() - 0.5) / deviation;
    return NormalDistribution.of(0, 1).survivalProbability(z);
  }

  /** Two-sided p from the exact distribution; NaN where values tie. */
  public double pExact() {
    if (tied || Double.isNaN(u)) {
      return Double.NaN;
    }
    double larger = Math.max(u, (double) sizeX * sizeY - u);
    double[] probability = distribution();
    double tail = 0;
    for (int k = probability.length - 1; k >= larger; k--) {
      tail += probability[k];
    }
    return Math.min(1, 2 * tail);
  }

  private double mean() {
    return (double) sizeX * sizeY / 2;
  }

  private double twoSided(double continuity) {
    double z = (Math.abs(u - mean()) - continuity) / deviation;
    return Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(z));
  }

  /**
   * Probability of each U, by the largest value being an x with probability i / (i + j): P(i, j, u)
   * = i / (i + j) P(i - 1, j, u - j) + j / (i + j) P(i, j - 1, u).
   */
  private double[] distribution() {
    double[][] previous = new double[sizeY + 1][];
    for (int i = 0; i <= sizeX; i++) {
      double[][] current = new double[sizeY + 1][];
      for (int j = 0; j <= sizeY; j++) {
        current[j] = new double[i * j + 1];
        if (i + j == 0) {
          current[j][0] = 1;
        }
        addShifted(current[j], i > 0 ? previous[j] : null, (double) i / Math.max(1, i + j), j);
        addShifted(current[j], j > 0 ? current[j - 1] : null, (double) j / Math.max(1, i + j), 0);
      }
      previous = current;
    }
    return previous[sizeY];
  }

  private static void addShifted(double[] to, double[] from, double weight, int shift) {
    for (int k = 0; from != null && k < from.length; k++) {
      to[k + shift] += weight * from[k];
    }
  }
}
