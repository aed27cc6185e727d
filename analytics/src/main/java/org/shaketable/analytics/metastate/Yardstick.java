package org.shaketable.analytics.metastate;

import java.io.Serializable;
import org.shaketable.analytics.baseline.CleanScales;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.stats.metastate.Monitor;

/**
 * What detectors compare a run with: fitted on clean calibration runs alone, never on those that
 * judge the detectors.
 *
 * @param scales the scales of the calibration runs
 * @param standardisation the standardisation by these scales
 * @param monitor the monitor in the space of the standardised features; null where there is no
 *     model
 */
public record Yardstick(CleanScales scales, Standardisation standardisation, Monitor monitor)
    implements Serializable {
  /** The yardstick of a configuration that has no calibration run: nothing is known. */
  public static final Yardstick UNKNOWN =
      new Yardstick(CleanScales.NONE, Standardisation.NONE, null);

  /** The path of a run in the model; null where there is none. */
  public MetaStatePath path(Trajectory run) {
    if (monitor == null) {
      return null;
    }
    MetaStatePath path = new MetaStatePath(new double[run.length()], new double[run.length()]);
    for (int i = 0; i < run.length(); i++) {
      Monitor.Position position = monitor.position(standardisation.apply(run.row(i)), 0);
      path.t2()[i] = position.t2();
      path.spe()[i] = position.spe();
    }
    return path;
  }
}
