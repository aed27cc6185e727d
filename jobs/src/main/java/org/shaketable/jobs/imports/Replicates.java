package org.shaketable.jobs.imports;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers of the replicates of a workload where its mapping names none: a run that was imported
 * before keeps its own, others get the smallest that no run of their condition has, nor a run of
 * the lake whose log is gone.
 */
final class Replicates {
  private final Map<String, Integer> kept;
  private final Set<Integer> gone;
  private final Map<List<Object>, Set<Integer>> used = new HashMap<>();

  /**
   * Numbers of which none is given yet.
   *
   * @param kept numbers from an import before, by the runs' ids
   * @param there ids of the runs whose logs are there
   */
  Replicates(Map<String, Integer> kept, Set<String> there) {
    this.kept = kept;
    this.gone = new HashSet<>();
    kept.forEach(
        (id, number) -> {
          if (!there.contains(id)) {
            gone.add(number);
          }
        });
  }

  /** Whether a run has a number from before; such runs are to be asked for first. */
  boolean knows(String runId) {
    return kept.containsKey(runId);
  }

  /** The number of a run. */
  int of(String runId, List<Object> condition) {
    Set<Integer> taken = used.computeIfAbsent(condition, key -> new HashSet<>());
    int number = kept.getOrDefault(runId, 0);
    while (!knows(runId) && (taken.contains(number) || gone.contains(number))) {
      number++;
    }
    taken.add(number);
    return number;
  }
}
