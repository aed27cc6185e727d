package org.shaketable.analytics.stats.metastate;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.shaketable.analytics.stats.descriptive.Percentiles;

/**
 * Horn's parallel analysis: how many leading eigenvalues exceed those of independent normal columns
 * with as many rows and the same variances.
 *
 * <p>The sample covariance of n independent normal rows is Wishart, so each replicate draws it
 * directly by Bartlett's decomposition (p (p + 1) / 2 numbers) instead of drawing n rows. Sources:
 * Horn, doi:10.1007/BF02289447; Bartlett, doi:10.1017/S0370164600022872. Rows that depend on each
 * other (evaluations of one run do) make it keep too many components, so the nulls of {@link
 * Surrogate} belong beside it.
 *
 * <ul>
 *   <li>n at most p: the covariance has no full rank, and an exception says so
 *   <li>a variance of 0: its column adds an eigenvalue of 0
 * </ul>
 */
public final class ParallelAnalysis {
  private ParallelAnalysis() {}

  /**
   * The percentile of the null's eigenvalue at each rank.
   *
   * @param rows n, more than there are variances
   * @param percentile in [0, 100], by custom 95
   */
  public static double[] thresholds(
      long rows, double[] variances, int replicates, double percentile, long seed) {
    if (rows <= variances.length) {
      throw new IllegalArgumentException(
          "Invalid rows: expected more than %d features, found %d"
              .formatted(variances.length, rows));
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[][] byRank = new double[variances.length][replicates];
    for (int r = 0; r < replicates; r++) {
      double[][] covariance = wishart(rows - 1, variances.length, random);
      double[] eigenvalues = Components.of(Comoments.rescaled(covariance, variances)).eigenvalues();
      for (int rank = 0; rank < eigenvalues.length; rank++) {
        byRank[rank][r] = eigenvalues[rank];
      }
    }
    return Arrays.stream(byRank).mapToDouble(v -> Percentiles.of(v, percentile)).toArray();
  }

  /** Leading eigenvalues above their thresholds, counted until the first that is not. */
  public static int components(double[] eigenvalues, double[] thresholds) {
    int count = 0;
    while (count < eigenvalues.length && eigenvalues[count] > thresholds[count]) {
      count++;
    }
    return count;
  }

  private static double[][] wishart(long freedom, int width, SplittableRandom random) {
    double[][] root = new double[width][width];
    for (int i = 0; i < width; i++) {
      root[i][i] = Math.sqrt(chiSquared(freedom - i, random));
      for (int j = 0; j < i; j++) {
        root[i][j] = random.nextGaussian();
      }
    }
    double[][] product = new double[width][width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        for (int k = 0; k <= j; k++) {
          product[i][j] += root[i][k] * root[j][k];
        }
        product[j][i] = product[i][j];
      }
    }
    return product;
  }

  /** Marsaglia and Tsang's method for gamma variates, doi:10.1145/358407.358414. */
  private static double chiSquared(long freedom, SplittableRandom random) {
    if (freedom == 1) {
      double normal = random.nextGaussian();
      return normal * normal;
    }
    double d = freedom / 2.0 - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = 1 + c * x;
      double cube = v * v * v;
      if (v > 0
          && Math.log(1 - random.nextDouble()) < x * x / 2 + d - d * cube + d * Math.log(cube)) {
        return 2 * d * cube;
      }
    }
  }
}
