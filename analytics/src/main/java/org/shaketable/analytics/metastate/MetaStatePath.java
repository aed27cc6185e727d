package org.shaketable.analytics.metastate;

import java.util.Arrays;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.stats.metastate.Monitor;

/**
 * Where a run lies in its configuration's meta-state model, evaluation by evaluation.
 *
 * @param t2 Hotelling's, inside the model
 * @param spe squared distance outside it
 */
@SuppressWarnings("ArrayRecordComponent")
public record MetaStatePath(double[] t2, double[] spe) {

  /** The path of a run; null where its configuration has no model. */
  public static MetaStatePath of(Trajectory run, ControlGroup group) {
    return group == null || group.model() == null ? null : of(run, group.model());
  }

  static MetaStatePath of(Trajectory run, MetaStateModel model) {
    MetaStatePath path = new MetaStatePath(new double[run.length()], new double[run.length()]);
    for (int i = 0; i < run.length(); i++) {
      Monitor.Position position = model.position(run.row(i), 0);
      path.t2[i] = position.t2();
      path.spe[i] = position.spe();
    }
    return path;
  }

  /** Distances as they are compared with those of clean runs: log(1 + T2), NaN where missing. */
  public double[] distances() {
    return Arrays.stream(t2).map(Math::log1p).toArray();
  }
}
