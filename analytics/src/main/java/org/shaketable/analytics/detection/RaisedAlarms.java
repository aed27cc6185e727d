package org.shaketable.analytics.detection;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.shaketable.analytics.table.ControlKey;

/**
 * Every run as the detectors of its configuration see it, on the executors.
 *
 * @param byRun the first alarms in each run; without runs that have no trajectory or no clean runs
 *     beside them
 */
public record RaisedAlarms(
    JavaRDD<RunAlarms> byRun, Broadcast<Map<ControlKey, Thresholds>> thresholds) {

  /** When they are known, by run_id. */
  public Map<String, FirstAlarms> first() {
    Map<String, FirstAlarms> first = new HashMap<>();
    byRun.map(RunAlarms::first).collect().forEach(alarms -> first.put(alarms.runId(), alarms));
    return first;
  }
}
