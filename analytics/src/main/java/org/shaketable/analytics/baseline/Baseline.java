package org.shaketable.analytics.baseline;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.shaketable.analytics.stats.curve.BandGrid;
import org.shaketable.analytics.stats.curve.CleanBand;

/**
 * What the clean runs of one configuration look like: their scale and band of raw performance, and
 * the median and scale of each feature, one array entry per evaluation.
 *
 * @param untrained median performance at evaluation 0
 * @param trained median final performance of the completed clean runs, final being the mean of the
 *     last tenth of the evaluations
 * @param bands the bands of performance, in the workload's own unit
 * @param centre evaluations x features: median; NaN where no clean run has the feature
 * @param scale evaluations x features: 1.4826 times the median absolute deviation
 */
@SuppressWarnings("ArrayRecordComponent")
public record Baseline(
    double untrained, double trained, BandGrid bands, double[][] centre, double[][] scale)
    implements Serializable {

  /** A baseline of so many evaluations that knows no band and no feature yet. */
  public static Baseline empty(double untrained, double trained, int evaluations, int features) {
    return new Baseline(
        untrained,
        trained,
        BandGrid.of(List.of()),
        matrix(evaluations, features),
        matrix(evaluations, features));
  }

  /** This baseline with what clean runs say of performance. */
  public Baseline with(CleanPerformance performance) {
    return new Baseline(
        performance.untrained(), performance.trained(), performance.bands(), centre, scale);
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

  /** The band of performance by which runs are judged, in the workload's own unit. */
  public CleanBand band() {
    return bands.standard();
  }

  /** Number of evaluations that any clean run has. */
  public int evaluations() {
    return centre.length;
  }
}
