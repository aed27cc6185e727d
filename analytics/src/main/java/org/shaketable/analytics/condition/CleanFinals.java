package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.table.ConfigurationKey;

/**
 * Normalised final performances of the clean runs of each configuration and level of stochasticity;
 * 0 (untrained) for one that diverged, none for one that failed.
 */
public final class CleanFinals {
  private final Map<Key, List<Double>> finals = new HashMap<>();

  private record Key(ConfigurationKey configuration, String stochasticity) {
    static Key of(JudgedRun run) {
      return new Key(run.key(), run.condition().stochasticity());
    }

    /** The levels as text, so that their order is the same in every analysis. */
    String text() {
      return List.of(configuration.name(), stochasticity).toString();
    }
  }

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
                    .computeIfAbsent(Key.of(run), key -> new ArrayList<>())
                    .add(run.diverged() ? 0 : run.finalPerformance()));
  }

  /** The final performances of the clean runs of these runs' configurations and levels. */
  double[] beside(List<JudgedRun> runs) {
    return runs.stream()
        .map(Key::of)
        .distinct()
        .sorted(Comparator.comparing(Key::text))
        .map(key -> finals.getOrDefault(key, List.of()))
        .flatMapToDouble(found -> found.stream().mapToDouble(Double::doubleValue))
        .toArray();
  }
}
