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
    return monitor == null ? null : path(standardisation.columns(run));
  }

  /**
   * The same of a run whose columns are known.
   *
   * @param columns those of the run by this standardisation
   */
  public MetaStatePath path(Standardisation.Columns columns) {
    if (monitor == null) {
      return null;
    }
    Monitor.Positions positions = monitor.positions(columns.standardised(), 2);
    return new MetaStatePath(positions.t2(), positions.spe(), positions.scores());
  }
}
