package org.shaketable.analytics.stats.metastate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Principal components of a covariance or correlation matrix: its eigenvalues in descending order
 * with unit eigenvectors.
 *
 * <p>Each eigenvector's entry of largest absolute value (the first of equals) is positive, which
 * fixes the sign. Algorithm: cyclic Jacobi rotations until the off-diagonal is negligible; exact to
 * rounding for the few dozen features it is meant for.
 *
 * <ul>
 *   <li>empty matrix: no components
 *   <li>NaN in the matrix: NaN eigenvalues
 *   <li>equal eigenvalues: any basis of their space
 * </ul>
 */
public final class Components {
  private static final int SWEEPS = 60;

  private final double[] eigenvalues;
  private final double[][] vectors;

  private Components(double[] eigenvalues, double[][] vectors) {
    this.eigenvalues = eigenvalues;
    this.vectors = vectors;
  }

  /** The components of a symmetric matrix. */
  public static Components of(double[][] symmetric) {
    int n = symmetric.length;
    double[][] a = Arrays.stream(symmetric).map(double[]::clone).toArray(double[][]::new);
    double[][] v = new double[n][n];
    IntStream.range(0, n).forEach(i -> v[i][i] = 1);
    for (int sweep = 0; sweep < SWEEPS && !negligible(a); sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, v, p, q);
        }
      }
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> a[i][i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    return new Components(
        Arrays.stream(order).mapToDouble(i -> a[i][i]).toArray(),
        Arrays.stream(order).mapToObj(i -> withFixedSign(v[i])).toArray(double[][]::new));
  }

  private static boolean negligible(double[][] a) {
    double diagonal = 0;
    double rest = 0;
    for (int i = 0; i < a.length; i++) {
      diagonal += a[i][i] * a[i][i];
      for (int j = 0; j < i; j++) {
        rest += a[i][j] * a[i][j];
      }
    }
    return !(rest > 1e-36 * diagonal);
  }

  /** Makes {@code a[p][q]} zero; rows of {@code v} become the eigenvectors. */
  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    turn(a, p, q, c, s);
    turn(v, p, q, c, s);
  }

  private static void turn(double[][] rows, int p, int q, double c, double s) {
    for (int k = 0; k < rows.length; k++) {
      double pk = rows[p][k];
      double qk = rows[q][k];
      rows[p][k] = c * pk - s * qk;
      rows[q][k] = s * pk + c * qk;
    }
  }

  /** The vector or its negative, so that the entry of largest absolute value is positive. */
  public static double[] withFixedSign(double[] vector) {
    int largest = 0;
    for (int i = 1; i < vector.length; i++) {
      // A relative margin, so that rounding does not choose between equals.
      largest = Math.abs(vector[i]) > Math.abs(vector[largest]) * (1 + 1e-12) ? i : largest;
    }
    boolean flip = vector.length > 0 && vector[largest] < 0;
    return Arrays.stream(vector).map(value -> flip ? -value : value).toArray();
  }

  /** Eigenvalues, largest first; their sum is the total variance. */
  public double[] eigenvalues() {
    return eigenvalues.clone();
  }

  /** Unit eigenvector of the eigenvalue of that rank, from 0. */
  public double[] vector(int rank) {
    return vectors[rank].clone();
  }

  /** Share of the total variance on each component. */
  public double[] explained() {
    return shares(eigenvalues);
  }

  /** Each value over their sum. */
  public static double[] shares(double[] eigenvalues) {
    double total = Arrays.stream(eigenvalues).sum();
    return Arrays.stream(eigenvalues).map(value -> value / total).toArray();
  }
}
