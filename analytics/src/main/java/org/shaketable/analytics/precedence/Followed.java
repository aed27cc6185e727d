package org.shaketable.analytics.precedence;

import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.Role;

/**
 * The disturbed runs of which it is known what became of them, and that have clean ones beside
 * them.
 */
public final class Followed {
  private Followed() {}

  /** Those among all runs. */
  public static JavaRDD<PackedRun> of(
      JavaRDD<PackedRun> packed,
      Broadcast<Map<ControlKey, ControlGroup>> groups,
      Broadcast<Map<String, RunEnd>> outcomes) {
    return packed.filter(run -> is(run, groups.value(), outcomes.value()));
  }

  /** Whether a run is one. */
  static boolean is(
      PackedRun run, Map<ControlKey, ControlGroup> groups, Map<String, RunEnd> outcomes) {
    return run.facts().role() == Role.PERTURBED
        && run.hasTrajectory()
        && run.facts().onsetStep() != null
        && groups.containsKey(run.control())
        && outcomes.containsKey(run.runId());
  }
}
