package org.shaketable.analytics.spark;

import org.shaketable.analytics.stats.metastate.Monitor;

/**
 * Where a run lies in its workload's meta-state model, evaluation by evaluation.
 *
 * @param t2 Hotelling's, inside the model
 * @param spe squared distance outside it
 */
record Places(double[] t2, double[] spe) {

  /** The places of a run; null where its workload has no model. */
  static Places of(Trajectory run, Reference reference) {
    if (reference == null || reference.model() == null) {
      return null;
    }
    Places places = new Places(new double[run.length()], new double[run.length()]);
    for (int i = 0; i < run.length(); i++) {
      Monitor.Position position = reference.model().position(run.row(i), 0);
      places.t2[i] = position.t2();
      places.spe[i] = position.spe();
    }
    return places;
  }
}
