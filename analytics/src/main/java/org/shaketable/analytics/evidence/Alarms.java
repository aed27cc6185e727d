package org.shaketable.analytics.evidence;

import java.util.List;
import org.shaketable.analytics.detection.Alarm;
import org.shaketable.analytics.table.AlarmRow;

/**
 * The table {@code alarms}: the first alarm of each detector in each run, up to its collapse.
 *
 * <p>Lead: collapse step less the step at which the alarm is known. A collapsed run without an
 * alarm, or with one before the disturbance began (a false one), is a miss with lead 0; a run that
 * did not collapse has no lead.
 */
public final class Alarms {
  private Alarms() {}

  /** One row per run and detector. */
  public static List<AlarmRow> of(List<WatchedRun> seen) {
    return seen.stream()
        .flatMap(run -> run.alarms().keySet().stream().map(detector -> row(run, detector)))
        .toList();
  }

  private static AlarmRow row(WatchedRun seen, String detector) {
    Alarm alarm = seen.alarms().get(detector);
    Long collapse = seen.run().collapseStep();
    return new AlarmRow(
        seen.run().runId(),
        seen.run().key(),
        detector,
        seen.run().facts().role(),
        seen.run().calibration() ? "calibration" : "held_out",
        alarm.known(),
        alarm.since(),
        collapse,
        collapse == null ? null : (Long) seen.lead(detector),
        alarm.maximum());
  }
}
