package org.shaketable.analytics.detection;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shaketable.analytics.table.ControlKey;

/**
 * The scores that were learned on the workloads of a sweep.
 *
 * @param byWorkload by the workload's name; a workload without any is not there
 */
public record Learned(Map<String, List<LearnedModels>> byWorkload) implements Serializable {
  /** Nothing learned. */
  public static final Learned NOTHING = new Learned(Map.of());

  public Learned {
    byWorkload = new TreeMap<>(byWorkload);
  }

  /** Those of a configuration's workload. */
  List<LearnedModels> of(ControlKey key) {
    return byWorkload.getOrDefault(key.configuration().workload(), List.of());
  }
}
