package org.shaketable.analytics.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.shaketable.analytics.detection.FirstAlarms;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.table.ControlKey;

/** What became of a run, beside what the detectors made of it. */
public record WatchedRun(JudgedRun run, FirstAlarms alarms) {

  /** The judged runs that detectors have seen, sorted by run_id. */
  public static List<WatchedRun> of(List<JudgedRun> judged, Map<String, FirstAlarms> alarms) {
    return judged.stream()
        .filter(run -> alarms.containsKey(run.runId()))
        .sorted(Comparator.comparing(JudgedRun::runId))
        .map(run -> new WatchedRun(run, alarms.get(run.runId())))
        .toList();
  }

  ControlKey control() {
    return run.control();
  }

  /** Whether a detector, by its place in the catalogue, alarmed at all. */
  boolean alarmed(int detector) {
    return alarms.known(detector) != null;
  }

  /** Whether an alarm is known by a step, and not before the disturbance began. */
  boolean rang(int detector, long by) {
    return alarms.rang(detector, run.facts().onsetStep(), by);
  }

  /** Whether the collapse was announced, if only at the moment it came. */
  boolean caught(int detector) {
    return rang(detector, run.collapseStep());
  }

  /** Steps of warning before the collapse; 0 for a miss. */
  long lead(int detector) {
    return alarms.lead(detector, run.facts().onsetStep(), run.collapseStep());
  }
}
