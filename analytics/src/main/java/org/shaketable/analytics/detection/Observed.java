package org.shaketable.analytics.detection;

import org.shaketable.analytics.metastate.MetaStatePath;
import org.shaketable.analytics.metastate.Standardisation;
import org.shaketable.analytics.metastate.Yardstick;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.Direction;

/**
 * A run as detectors see it: its trajectory, and what clean calibration runs are like.
 *
 * @param subject which run it is
 * @param features the features of the model, standardised by clean runs
 * @param path the run's way in the model of the reference; null where there is none
 * @param past the windows of its past, for learned scores
 * @param direction which performances are the better ones
 */
public record Observed(
    Subject subject,
    Trajectory trajectory,
    TrajectoryColumns columns,
    Yardstick reference,
    Standardisation.Columns features,
    MetaStatePath path,
    Past past,
    Direction direction) {

  /** A run beside a reference. */
  public static Observed of(
      Subject subject,
      Trajectory trajectory,
      TrajectoryColumns columns,
      Yardstick reference,
      Direction direction) {
    Standardisation.Columns features = reference.standardisation().columns(trajectory);
    return new Observed(
        subject,
        trajectory,
        columns,
        reference,
        features,
        reference.path(features),
        new Past(trajectory.length(), reference.standardisation(), features),
        direction);
  }

  /** Its name. */
  String runId() {
    return subject.runId();
  }

  int length() {
    return trajectory.length();
  }

  double[] loss() {
    return trajectory.column(TrajectoryColumns.LOSS);
  }

  /** Performance, turned so that higher is better. */
  double[] performance() {
    double[] performance = trajectory.column(TrajectoryColumns.PERFORMANCE);
    for (int i = 0; i < performance.length; i++) {
      performance[i] = direction == Direction.HIGHER ? performance[i] : -performance[i];
    }
    return performance;
  }

  /** A feature that the workload has. */
  double[] feature(String name) {
    return trajectory.column(columns.indexOf(name));
  }
}
