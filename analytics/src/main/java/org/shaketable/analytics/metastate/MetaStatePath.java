package org.shaketable.analytics.metastate;

import java.util.Arrays;
import org.shaketable.analytics.packing.Trajectory;

/**
 * Where a run lies in its configuration's meta-state model, evaluation by evaluation.
 *
 * @param t2 Hotelling's, inside the model
 * @param spe squared distance outside it
 * @param scores components x evaluations, the first two at least
 */
@SuppressWarnings("ArrayRecordComponent")
public record MetaStatePath(double[] t2, double[] spe, double[][] scores) {

  /** The path of a run; null where its configuration has no model. */
  public static MetaStatePath of(Trajectory run, ControlGroup group) {
    return group == null ? null : group.reference().path(run);
  }

  /** Distances as they are compared with those of clean runs: log(1 + T2), NaN where missing. */
  public double[] distances() {
    return distances(t2);
  }

  static double[] distances(double[] t2) {
    return Arrays.stream(t2).map(Math::log1p).toArray();
  }
}
