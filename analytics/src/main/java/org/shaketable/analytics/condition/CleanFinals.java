package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.table.ControlKey;

/**
 * Normalised final performances of the clean runs of each configuration and level of stochasticity;
 * 0 (untrained) for one that diverged, none for one that failed.
 */
public final class CleanFinals {
  private final Map<ControlKey, List<Double>> finals = new HashMap<>();

  /**
   * The finals of clean runs.
   *
   * @param judged all judged runs
   */
  public CleanFinals(List<JudgedRun> judged) {
    JudgedRun.clean(judged).stream()
        .filter(run -> !run.failed())
        .forEach(
            run ->
                finals
                    .computeIfAbsent(run.control(), key -> new ArrayList<>())
                    .add(run.diverged() ? 0 : run.finalPerformance()));
  }

  /** The final performances of the clean runs of these runs' configurations and levels. */
  double[] beside(List<JudgedRun> runs) {
    return runs.stream()
        .map(JudgedRun::control)
        .distinct()
        .sorted()
        .map(key -> finals.getOrDefault(key, List.of()))
        .flatMapToDouble(found -> found.stream().mapToDouble(Double::doubleValue))
        .toArray();
  }
}
