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
    double[] scores = deviations(activations, stride, rows, width);
    double total = 0;
    for (double score : scores) {
      total += score;
    }
    for (double score : scores) {
      dormant += score <= TAU * total / width ? 1 : 0;
    }
    units += width;
  }

  /** Row after row for all units at once: each unit's sum waits for none of its own. */
  private static double[] deviations(float[] activations, int stride, int rows, int width) {
    double[] means = new double[width];
    for (int i = 0; i < rows; i++) {
      for (int j = 0, at = i * stride; j < width; j++) {
        means[j] += activations[at + j];
      }
    }
    for (int j = 0; j < width; j++) {
      means[j] /= rows;
    }
    double[] deviations = new double[width];
    for (int i = 0; i < rows; i++) {
      for (int j = 0, at = i * stride; j < width; j++) {
        deviations[j] += Math.abs(activations[at + j] - means[j]);
      }
    }
    for (int j = 0; j < width; j++) {
      deviations[j] /= rows;
    }
    return deviations;
  }

  /** Share over all layers counted; NaN without any. */
  public double share() {
    return units == 0 ? Double.NaN : (double) dormant / units;
  }
}
