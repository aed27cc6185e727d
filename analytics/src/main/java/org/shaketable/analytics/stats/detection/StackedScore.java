package org.shaketable.analytics.stats.detection;

import java.io.Serializable;
import org.shaketable.analytics.stats.matrix.Cholesky;

/**
 * Sums from which the best linear score of some columns follows: the ridge regression of what came
 * on columns that are centred within their stratum.
 *
 * <pre>
 * S = sum of x x';  d = sum of (y - mean y of the stratum) x
 * weights = (S + r I)^-1 d;  r = 0.02 mean of S's diagonal + 1
 * </pre>
 *
 * What all of a stratum share (dose, landmark) cannot order them and has no weight. The sums merge
 * and can be taken by parts, so that a pair can be scored by weights that have seen neither of its
 * runs: leave-pair-out, which of all kinds of cross-validation estimates a concordance with the
 * least bias.
 *
 * <p>Sources: Hoerl and Kennard 1970, doi:10.1080/00401706.1970.10488634; Airola et al. 2011,
 * doi:10.1016/j.csda.2010.11.018.
 */
public final class StackedScore implements Serializable {
  private static final long serialVersionUID = 1;
  private static final double RIDGE = 0.02;

  private final double[][] squares;
  private final double[] products;

  /** No row yet, for so many columns. */
  public StackedScore(int width) {
    squares = new double[width][width];
    products = new double[width];
  }

  /**
   * Takes in one row.
   *
   * @param centred the columns, less their means in the stratum
   * @param outcome 1 for a case and 0 for a control, less the mean of the stratum
   */
  public void add(double[] centred, double outcome) {
    for (int i = 0; i < products.length; i++) {
      products[i] += outcome * centred[i];
      for (int j = 0; j <= i; j++) {
        squares[i][j] += centred[i] * centred[j];
      }
    }
  }

  /** The rows of both; neither is changed. */
  public StackedScore plus(StackedScore other) {
    StackedScore sum = new StackedScore(products.length);
    for (int i = 0; i < products.length; i++) {
      sum.products[i] = products[i] + other.products[i];
      for (int j = 0; j <= i; j++) {
        sum.squares[i][j] = squares[i][j] + other.squares[i][j];
      }
    }
    return sum;
  }

  /** Weights of some of the columns, by themselves. */
  public double[] weights(int... columns) {
    int n = columns.length;
    double[][] matrix = new double[n][n];
    double[] right = new double[n];
    double trace = 0;
    for (int i = 0; i < n; i++) {
      right[i] = products[columns[i]];
      trace += squares[columns[i]][columns[i]];
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = squares[Math.max(columns[i], columns[j])][Math.min(columns[i], columns[j])];
      }
    }
    for (int i = 0; i < n; i++) {
      matrix[i][i] += RIDGE * trace / n + 1;
    }
    return Cholesky.of(matrix).solve(right);
  }
}
