package org.shaketable.analytics.detection;

import java.util.List;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.baseline.CleanScales;
import org.shaketable.analytics.metastate.Standardisation;
import org.shaketable.analytics.metastate.Yardstick;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.stats.metastate.Monitor;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.FeatureRow;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * Runs whose scores can be worked out by hand. At every of {@link #KNOWN} evaluations clean runs
 * have performance 1 (scale 0.5), predictive entropy 2 (scale 0.25) and log gradient norm 3 (scale
 * 2). The meta-state has the directions (0.6, 0.8), which is kept, with variance 4, and (-0.8,
 * 0.6), with variance 1.
 */
final class PlainRuns {
  static final int KNOWN = 3;
  static final WorkloadRow WORKLOAD =
      workload(
          new FeatureRow("predictive_entropy", "nats", false),
          new FeatureRow("gradient_norm", "", true));
  static final TrajectoryColumns COLUMNS = TrajectoryColumns.of(List.of(WORKLOAD));
  private static final int LOG_GRADIENT = COLUMNS.indexOf("log_gradient_norm");

  private PlainRuns() {}

  static WorkloadRow workload(FeatureRow... features) {
    return MadeRuns.workload(
        new ConfigurationKey("s", "toy", ""), Direction.HIGHER, List.of(), List.of(features), "{}");
  }

  /** What clean runs are like, if they differ in performance so much at each evaluation. */
  static Yardstick reference(double... scales) {
    double[][] centre = new double[KNOWN][];
    double[][] scale = new double[KNOWN][];
    double[][] features = new double[2][KNOWN];
    double[][] width = new double[2][KNOWN];
    for (int i = 0; i < KNOWN; i++) {
      centre[i] = new double[] {1, 2, 3};
      scale[i] = new double[] {scales[i], 0.25, 2};
      features[0][i] = 2;
      features[1][i] = 3;
      width[0][i] = 0.25;
      width[1][i] = 2;
    }
    return new Yardstick(
        new CleanScales(centre, scale),
        new Standardisation(
            COLUMNS.features(), List.of(), List.of(), new int[] {6, 7}, KNOWN, features, width),
        new Monitor(
            new double[] {0, 0},
            new double[] {1, 1},
            new double[][] {{0.6, 0.8}, {-0.8, 0.6}},
            new double[] {4, 1},
            1));
  }

  static Yardstick reference() {
    return reference(0.5, 0.5, 0.5);
  }

  /** A run of one evaluation, 10 steps apart, for each (entropy, log gradient norm). */
  static Observed ofFeatures(double[]... features) {
    double[][] rows = new double[features.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(i, 1, 0, features[i][0], features[i][1]);
    }
    return seen("run", rows, Direction.HIGHER);
  }

  /** A run whose performances, and whose losses, are these. */
  static Observed of(String id, double... values) {
    return of(id, Direction.HIGHER, values);
  }

  static Observed of(String id, Direction direction, double... values) {
    double[][] rows = new double[values.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(i, values[i], values[i], 2, 3);
    }
    return seen(id, rows, direction);
  }

  /** A run whose log gradient norms are these. */
  static Observed ofNorms(double... norms) {
    double[][] rows = new double[norms.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(i, 1, 0, 2, 0);
      rows[i][LOG_GRADIENT] = norms[i];
    }
    return seen("run", rows, Direction.HIGHER);
  }

  static Observed beside(Yardstick reference, Observed run, Direction direction) {
    return Observed.of(run.subject(), run.trajectory(), COLUMNS, reference, direction);
  }

  private static double[] row(
      int evaluation, double performance, double loss, double entropy, double gradient) {
    return new double[] {evaluation, 10 * evaluation, performance, loss, 0, 0, entropy, gradient};
  }

  private static Observed seen(String id, double[][] rows, Direction direction) {
    return Observed.of(
        new Subject(id, 0, null), Trajectory.of(rows), COLUMNS, reference(), direction);
  }
}
