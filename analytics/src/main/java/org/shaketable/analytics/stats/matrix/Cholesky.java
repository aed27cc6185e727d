package org.shaketable.analytics.stats.matrix;

import java.util.Arrays;

/**
 * Factor L of a symmetric positive definite matrix, A = L L'.
 *
 * <p>A matrix that is not positive definite (to a relative 1e-14 of its diagonal) has no factor;
 * solutions are then NaN.
 */
public final class Cholesky {
  private static final double SINGULAR = 1e-14;

  private final double[][] factor;

  private Cholesky(double[][] factor) {
    this.factor = factor;
  }

  /** The factor of a square matrix, of which the lower triangle is read. */
  public static Cholesky of(double[][] matrix) {
    int n = matrix.length;
    double[][] factor = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        boolean singular = i == j && !(sum > SINGULAR * matrix[i][i]);
        factor[i][j] = i == j ? (singular ? Double.NaN : Math.sqrt(sum)) : sum / factor[j][j];
      }
    }
    return new Cholesky(factor);
  }

  /** The x with A x = b. */
  public double[] solve(double[] b) {
    int n = factor.length;
    double[] x = b.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= factor[i][k] * x[k];
      }
      x[i] /= factor[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= factor[k][i] * x[k];
      }
      x[i] /= factor[i][i];
    }
    return x;
  }

  /** The inverse of A. */
  public double[][] inverse() {
    int n = factor.length;
    double[][] inverse = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] unit = new double[n];
      unit[i] = 1;
      inverse[i] = solve(unit);
    }
    return inverse;
  }

  /** Whether A was positive definite. */
  public boolean positiveDefinite() {
    return Arrays.stream(factor).flatMapToDouble(Arrays::stream).noneMatch(Double::isNaN);
  }
}
