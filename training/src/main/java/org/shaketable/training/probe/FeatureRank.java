package org.shaketable.training.probe;

import java.util.Arrays;
import org.shaketable.training.arithmetic.Gemm;

/**
 * Effective rank of a layer's activations on the probe inputs: the participation ratio {@code (sum
 * lambda)^2 / sum lambda^2} of the eigenvalues of their covariance, between 1 (all inputs on one
 * line; 0 where all are one point) and {@code min(rows - 1, width)}. Collapses of rank come with
 * collapses of performance (arXiv 2405.00662, which counts singular values instead).
 *
 * <p>Algorithm: {@code tr(C)^2 / |C|_F^2}, without eigenvalues, with the Gram matrix of the centred
 * rows, whose non-zero eigenvalues are those of the covariance (Gao et al., doi:10.1101/214262).
 * Use few rows: the cost is {@code rows^2 width}.
 */
public final class FeatureRank {
  private int rows;
  private int width;
  private double[] means;
  private float[] columns;
  private float[] gram;

  /** The participation ratio, without memory to be used again; see {@link #measure}. */
  public static double of(float[] activations, int stride, int rows, int width) {
    return new FeatureRank().measure(activations, stride, rows, width);
  }

  /**
   * The participation ratio of {@code rows} rows of {@code width} activations, {@code stride}
   * apart; 0 where all rows are equal.
   */
  public double measure(float[] activations, int stride, int rows, int width) {
    int padded = Gemm.pad(rows);
    if (rows != this.rows || width != this.width) {
      this.rows = rows;
      this.width = width;
      means = new double[width];
      columns = new float[width * padded];
      gram = new float[rows * padded];
    }
    centre(activations, stride, padded);
    Gemm.multiply(rows, padded, width, columns, 0, 1, padded, columns, 0, padded, gram, 0, padded);
    double trace = 0;
    for (int a = 0; a < rows; a++) {
      trace += gram[a * padded + a];
    }
    double squares = Norm.squared(gram, gram.length);
    return squares == 0 ? 0 : trace * trace / squares;
  }

  /** Units in rows, samples in columns, {@code padded} apart. */
  private void centre(float[] activations, int stride, int padded) {
    Arrays.fill(means, 0);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < width; j++) {
        means[j] += activations[i * stride + j];
      }
    }
    for (int j = 0; j < width; j++) {
      means[j] /= rows;
    }
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < width; j++) {
        columns[j * padded + i] = (float) (activations[i * stride + j] - means[j]);
      }
    }
  }
}
