package org.shaketable.training.probe;

/**
 * Effective rank of a layer's activations on the probe inputs: the participation ratio {@code (sum
 * lambda)^2 / sum lambda^2} of the eigenvalues of their covariance, between 1 (all inputs on one
 * line) and {@code min(rows - 1, width)}. Collapses of rank come with collapses of performance
 * (arXiv 2405.00662, which counts singular values instead).
 *
 * <p>Algorithm: {@code tr(C)^2 / |C|_F^2}, without eigenvalues, with the Gram matrix of the centred
 * rows, whose non-zero eigenvalues are those of the covariance (Gao et al., doi:10.1101/214262).
 * Use few rows: the cost is {@code rows^2 width / 2}.
 */
public final class FeatureRank {
  private FeatureRank() {}

  /**
   * The participation ratio of {@code rows} rows of {@code width} activations, {@code stride}
   * apart; NaN where all rows are equal.
   */
  public static double of(float[] activations, int stride, int rows, int width) {
    float[] centred = centred(activations, stride, rows, width);
    double trace = 0;
    double squares = 0;
    for (int a = 0; a < rows; a++) {
      for (int b = 0; b < a; b++) {
        double inner = inner(centred, a * width, b * width, width);
        squares += 2 * inner * inner;
      }
      double inner = inner(centred, a * width, a * width, width);
      trace += inner;
      squares += inner * inner;
    }
    return squares > 0 ? trace * trace / squares : Double.NaN;
  }

  private static float[] centred(float[] activations, int stride, int rows, int width) {
    float[] centred = new float[rows * width];
    for (int j = 0; j < width; j++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += activations[i * stride + j];
      }
      for (int i = 0; i < rows; i++) {
        centred[i * width + j] = (float) (activations[i * stride + j] - sum / rows);
      }
    }
    return centred;
  }

  /** Inner product in four lanes, as {@link Norm#dot}. */
  private static double inner(float[] values, int a, int b, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      s0 += (double) values[a + i] * values[b + i];
      s1 += (double) values[a + i + 1] * values[b + i + 1];
      s2 += (double) values[a + i + 2] * values[b + i + 2];
      s3 += (double) values[a + i + 3] * values[b + i + 3];
    }
    for (; i < count; i++) {
      s0 += (double) values[a + i] * values[b + i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
