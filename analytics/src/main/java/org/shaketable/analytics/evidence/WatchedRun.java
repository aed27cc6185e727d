package org.shaketable.analytics.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.shaketable.analytics.detection.Alarm;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.table.ConfigurationKey;

/**
 * What became of a run, beside what the detectors made of it.
 *
 * @param alarms the alarms by the name of the detector, in the order of the catalogue
 */
public record WatchedRun(JudgedRun run, Map<String, Alarm> alarms) {

  /** The judged runs that detectors have seen, sorted by run_id. */
  public static List<WatchedRun> of(
      List<JudgedRun> judged, Map<String, Map<String, Alarm>> alarms) {
    return judged.stream()
        .filter(run -> alarms.containsKey(run.runId()))
        .sorted(Comparator.comparing(JudgedRun::runId))
        .map(run -> new WatchedRun(run, alarms.get(run.runId())))
        .toList();
  }

  ConfigurationKey key() {
    return run.key();
  }

  /** The step at which a detector's alarm is known; null for none. */
  Long known(String detector) {
    Alarm alarm = alarms.get(detector);
    return alarm == null ? null : alarm.known();
  }

  /** Whether an alarm is known by a step, and not before the disturbance began. */
  boolean rang(String detector, long by) {
    Long known = known(detector);
    Long onset = run.facts().onsetStep();
    return known != null && known >= (onset == null ? 0 : onset) && known <= by;
  }

  /** Whether the collapse was announced, if only at the moment it came. */
  boolean caught(String detector) {
    return rang(detector, run.collapseStep());
  }

  /** Steps of warning before the collapse; 0 for a miss. */
  long lead(String detector) {
    return caught(detector) ? run.collapseStep() - known(detector) : 0;
  }
}
