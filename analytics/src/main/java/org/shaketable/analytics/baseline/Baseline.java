package org.shaketable.analytics.baseline;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What the clean runs of one configuration look like at each evaluation, one array entry per
 * evaluation: percentiles of raw performance, and median and scale of each feature.
 *
 * @param untrained median performance at evaluation 0
 * @param trained median final performance of the completed clean runs
 * @param runs clean runs with a performance at that evaluation
 * @param centre evaluations x features: median; NaN where no clean run has the feature
 * @param scale evaluations x features: 1.4826 times the median absolute deviation
 */
@SuppressWarnings("ArrayRecordComponent")
public record Baseline(
    double untrained,
    double trained,
    int[] runs,
    double[] lower,
    double[] median,
    double[] upper,
    double[][] centre,
    double[][] scale)
    implements Serializable {

  /** A baseline of so many evaluations that knows nothing yet. */
  public static Baseline empty(double untrained, double trained, int evaluations, int features) {
    return new Baseline(
        untrained,
        trained,
        new int[evaluations],
        unknown(evaluations),
        unknown(evaluations),
        unknown(evaluations),
        matrix(evaluations, features),
        matrix(evaluations, features));
  }

  private static double[][] matrix(int evaluations, int features) {
    double[][] matrix = new double[evaluations][];
    Arrays.setAll(matrix, i -> unknown(features));
    return matrix;
  }

  private static double[] unknown(int length) {
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /** Number of evaluations that any clean run has. */
  public int evaluations() {
    return runs.length;
  }
}
