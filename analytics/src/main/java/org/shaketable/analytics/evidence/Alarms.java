package org.shaketable.analytics.evidence;

import java.util.Comparator;
import java.util.List;
import org.shaketable.analytics.detection.Detector;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.table.AlarmRow;
import org.shaketable.analytics.table.Role;

/**
 * The table {@code alarms}: the first alarm of each detector in each run, up to its collapse.
 *
 * <p>Lead: collapse step less alarm step. A collapsed run without an alarm, or with one before the
 * disturbance began (a false one), is a miss with lead 0; a run that did not collapse has no lead.
 */
public final class Alarms {
  private Alarms() {}

  /** The clean and perturbed runs that detectors have seen, sorted by run_id. */
  public static List<JudgedRun> seen(List<JudgedRun> judged) {
    return judged.stream()
        .filter(run -> run.alarms() != null && run.facts().role() != Role.PLACEBO)
        .sorted(Comparator.comparing(JudgedRun::runId))
        .toList();
  }

  /** One row per run and detector. */
  public static List<AlarmRow> of(List<JudgedRun> seen) {
    return seen.stream()
        .flatMap(
            run ->
                run.alarms().maxima().keySet().stream()
                    .sorted()
                    .map(detector -> row(run, detector)))
        .toList();
  }

  private static AlarmRow row(JudgedRun run, Detector detector) {
    return new AlarmRow(
        run.runId(),
        run.key(),
        detector.word(),
        run.facts().clean(),
        run.calibration() ? "calibration" : "held_out",
        run.alarms().steps().get(detector),
        run.collapseStep(),
        run.collapseStep() == null ? null : (Long) lead(run, detector),
        run.alarms().maxima().get(detector));
  }

  /** Steps of warning before the collapse of a run; 0 for a miss. */
  static long lead(JudgedRun run, Detector detector) {
    return caught(run, detector) ? run.collapseStep() - run.alarms().steps().get(detector) : 0;
  }

  /** Whether the collapse of a run was announced, if only at the moment it came. */
  static boolean caught(JudgedRun run, Detector detector) {
    Long alarm = run.alarms().steps().get(detector);
    Long onset = run.facts().onsetStep();
    return alarm != null && alarm >= (onset == null ? 0 : onset) && alarm <= run.collapseStep();
  }
}
