package org.shaketable.analytics.detection;

import java.io.Serializable;

/**
 * When the first alarm of each detector in one run is known: the part of {@link RunAlarms} that the
 * driver keeps of every run. Arrays have one number for each detector of the run's configuration,
 * in the order of the catalogue.
 *
 * @param known steps; {@link #NONE} where there is no alarm
 * @param completeness shares of the evaluations that have a score
 */
public record FirstAlarms(String runId, long[] known, double[] completeness)
    implements Serializable {
  /** No step: there is no alarm. */
  public static final long NONE = -1;

  /** The step at which a detector's alarm is known; null for none. */
  public Long known(int detector) {
    return step(known, detector);
  }

  static Long step(long[] steps, int detector) {
    return steps[detector] == NONE ? null : (Long) steps[detector];
  }

  /** Whether an alarm is known by a step, and not before the disturbance began. */
  public boolean rang(int detector, Long onset, long by) {
    return known[detector] != NONE
        && known[detector] >= (onset == null ? 0 : onset)
        && known[detector] <= by;
  }

  /** Steps of warning before a collapse; 0 for a miss. */
  public long lead(int detector, Long onset, long collapse) {
    return rang(detector, onset, collapse) ? collapse - known[detector] : 0;
  }
}
