package org.shaketable.analytics.detection;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.RunStabilityRow;

/**
 * Every run as the detectors of its configuration see it, on the executors.
 *
 * @param byRun the first alarms in each run, kept in memory; without runs that have no trajectory
 *     or no clean runs beside them
 */
public record RaisedAlarms(
    JavaRDD<RunAlarms> byRun,
    Broadcast<Map<ControlKey, Thresholds>> thresholds,
    Broadcast<Map<String, RunStabilityRow.Collapsed>> collapses)
    implements AutoCloseable {

  /**
   * Lets every detector watch every run.
   *
   * @param collapses the collapses by run_id, without runs that have none: what comes after one
   *     announces nothing
   */
  public static RaisedAlarms of(
      JavaRDD<PackedRun> packed,
      TrajectoryColumns columns,
      Broadcast<Map<ControlKey, ControlGroup>> groups,
      Map<ControlKey, Thresholds> thresholds,
      Map<String, RunStabilityRow.Collapsed> collapses) {
    var context = JavaSparkContext.fromSparkContext(packed.context());
    Broadcast<Map<ControlKey, Thresholds>> limits = context.broadcast(thresholds);
    Broadcast<Map<String, RunStabilityRow.Collapsed>> ends = context.broadcast(collapses);
    return new RaisedAlarms(
        packed
            .filter(run -> run.hasTrajectory() && !run.facts().failed())
            .filter(run -> groups.value().containsKey(run.control()))
            .map(
                run ->
                    alarms(
                        run,
                        columns,
                        groups.value().get(run.control()),
                        limits.value().get(run.control()),
                        ends.value().get(run.runId())))
            .persist(StorageLevel.MEMORY_AND_DISK()),
        limits,
        ends);
  }

  /** When they are known, by run_id. */
  public Map<String, FirstAlarms> first() {
    Map<String, FirstAlarms> first = new HashMap<>();
    byRun.map(RunAlarms::first).collect().forEach(alarms -> first.put(alarms.runId(), alarms));
    return first;
  }

  private static RunAlarms alarms(
      PackedRun run,
      TrajectoryColumns columns,
      ControlGroup group,
      Thresholds thresholds,
      RunStabilityRow.Collapsed collapse) {
    Trajectory own = run.trajectory(columns.width());
    Observed seen =
        Observed.of(
            Subject.of(run.facts()),
            own,
            columns,
            group.reference(),
            group.workload().performanceDirection());
    int end =
        collapse == null ? own.length() : Math.min(own.length(), collapse.collapseEvaluation() + 1);
    long[] steps = own.steps();
    return RunAlarms.of(
        run.facts(),
        collapse == null ? null : collapse.collapseStep(),
        thresholds.byDetector().entrySet().stream()
            .map(
                each ->
                    Alarm.of(
                        Arrays.copyOf(each.getKey().scores(seen), end), steps, each.getValue()))
            .toList());
  }

  /** Lets go of what is kept in memory. */
  @Override
  public void close() {
    byRun.unpersist(false);
    thresholds.destroy();
    collapses.destroy();
  }
}
