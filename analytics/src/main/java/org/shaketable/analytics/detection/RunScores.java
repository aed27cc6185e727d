package org.shaketable.analytics.detection;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.RunFacts;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.table.RunStabilityRow;

/**
 * What every detector of a run's configuration says of it, computed once for all who ask.
 *
 * @param byDetector one score per evaluation, by the detectors' names in the order of the catalogue
 */
public record RunScores(RunFacts facts, Trajectory trajectory, Map<String, double[]> byDetector) {

  /** Lets every detector score a run that has a trajectory. */
  public static RunScores of(
      PackedRun run, TrajectoryColumns columns, ControlGroup group, Thresholds thresholds) {
    Trajectory own = run.trajectory();
    Observed seen =
        Observed.of(
            Subject.of(run.facts()),
            own,
            columns,
            group.reference(),
            group.workload().performanceDirection());
    Map<String, double[]> byDetector = new LinkedHashMap<>();
    for (Detector detector : thresholds.byDetector().keySet()) {
      byDetector.put(detector.name(), detector.scores(seen));
    }
    return new RunScores(run.facts(), own, byDetector);
  }

  /**
   * The first alarm of each detector.
   *
   * @param collapse the run's; null for none. What comes after it announces nothing
   */
  public RunAlarms alarms(Thresholds thresholds, RunStabilityRow.Collapsed collapse) {
    int end =
        collapse == null
            ? trajectory.length()
            : Math.min(trajectory.length(), collapse.collapseEvaluation() + 1);
    long[] steps = trajectory.steps();
    return RunAlarms.of(
        facts,
        collapse == null ? null : collapse.collapseStep(),
        thresholds.byDetector().entrySet().stream()
            .map(
                each ->
                    Alarm.of(
                        Arrays.copyOf(byDetector.get(each.getKey().name()), end),
                        steps,
                        each.getValue()))
            .toList());
  }
}
