package org.shaketable.analytics.detection;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.table.ControlKey;

/** Every run as the detectors of its configuration see it. */
public final class RaisedAlarms {
  private record Seen(String runId, Map<String, Alarm> alarms) implements Serializable {}

  private RaisedAlarms() {}

  /**
   * Alarms by run_id, then by the name of the detector; without runs that have no trajectory or no
   * clean runs beside them.
   *
   * @param collapses the evaluation at which a run collapsed, by run_id: what comes after it
   *     announces nothing
   */
  public static Map<String, Map<String, Alarm>> of(
      JavaRDD<PackedRun> packed,
      TrajectoryColumns columns,
      Broadcast<Map<ControlKey, ControlGroup>> groups,
      Map<ControlKey, Thresholds> thresholds,
      Map<String, Integer> collapses) {
    var context = JavaSparkContext.fromSparkContext(packed.context());
    Broadcast<Map<ControlKey, Thresholds>> limits = context.broadcast(thresholds);
    Broadcast<Map<String, Integer>> ends = context.broadcast(collapses);
    Map<String, Map<String, Alarm>> alarms = new HashMap<>();
    packed
        .filter(run -> run.hasTrajectory() && !run.facts().failed())
        .filter(run -> groups.value().containsKey(run.control()))
        .map(
            run ->
                new Seen(
                    run.runId(),
                    alarms(
                        run,
                        columns,
                        groups.value().get(run.control()),
                        limits.value().get(run.control()),
                        ends.value().getOrDefault(run.runId(), Integer.MAX_VALUE))))
        .collect()
        .forEach(seen -> alarms.put(seen.runId(), seen.alarms()));
    limits.destroy();
    ends.destroy();
    return alarms;
  }

  private static Map<String, Alarm> alarms(
      PackedRun run,
      TrajectoryColumns columns,
      ControlGroup group,
      Thresholds thresholds,
      int collapse) {
    Trajectory own = run.trajectory(columns.width());
    Observed seen =
        Observed.of(
            Subject.of(run.facts()),
            own,
            columns,
            group.reference(),
            group.workload().performanceDirection());
    int end = (int) Math.min(own.length(), collapse + 1L);
    long[] steps = own.steps();
    Map<String, Alarm> alarms = new LinkedHashMap<>();
    thresholds
        .byDetector()
        .forEach(
            (detector, threshold) ->
                alarms.put(
                    detector.name(),
                    Alarm.of(Arrays.copyOf(detector.scores(seen), end), steps, threshold)));
    return alarms;
  }
}
