package org.shaketable.training.probe;

/**
 * Share of hidden units that say nothing: unit {@code i} of a layer is dormant where {@code s_i <=
 * tau mean(s)}, with {@code s_i} the mean absolute deviation of its activation from its mean over
 * the probe inputs and {@code tau = 0.025} (Sokar et al., "ReDo", arXiv 2302.12902; arXiv
 * 2405.00662).
 *
 * <p>ReDo scores the mean absolute activation, which finds ReLU units that are silent; the
 * deviation finds those and also tanh units stuck at one value.
 */
public final class DormantShare {
  private static final double TAU = 0.025;

  private int dormant;
  private int units;

  /** Counts the units of one layer: {@code rows} rows of {@code width}, {@code stride} apart. */
  public void layer(float[] activations, int stride, int rows, int width) {
    double[] scores = new double[width];
    double total = 0;
    for (int j = 0; j < width; j++) {
      scores[j] = deviation(activations, stride, rows, j);
      total += scores[j];
    }
    for (double score : scores) {
      dormant += score <= TAU * total / width ? 1 : 0;
    }
    units += width;
  }

  private static double deviation(float[] activations, int stride, int rows, int column) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += activations[i * stride + column];
    }
    double mean = sum / rows;
    double deviation = 0;
    for (int i = 0; i < rows; i++) {
      deviation += Math.abs(activations[i * stride + column] - mean);
    }
    return deviation / rows;
  }

  /** Share over all layers counted; NaN without any. */
  public double share() {
    return units == 0 ? Double.NaN : (double) dormant / units;
  }
}
