package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.shaketable.analytics.detection.Thresholds;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.table.ControlKey;

/**
 * What is asked of a workload: do these detectors order its runs by who collapses within the
 * horizon?
 *
 * @param detectors their names, in the order of the columns; the last is {@link #SHUFFLED}
 * @param horizon evaluations
 */
public record Question(List<String> detectors, int horizon) implements Serializable {
  /** Scores of the first detector, each run having those of another of its condition. */
  public static final String SHUFFLED = "shuffled_runs";

  private static final int SHARE = 10;
  private static final int LEAST = 3;

  public Question {
    detectors = List.copyOf(detectors);
  }

  /** The horizon of runs of so many evaluations: a tenth of them, 3 at least. */
  public static int horizon(int evaluations) {
    return Math.max(LEAST, evaluations / SHARE);
  }

  /** What is asked of each workload: of all detectors that one of its configurations has. */
  static Map<WorkloadKey, Question> byWorkload(
      Map<ControlKey, ControlGroup> groups, Map<ControlKey, Thresholds> thresholds) {
    Map<WorkloadKey, Set<String>> names = new HashMap<>();
    Map<WorkloadKey, Integer> horizons = new HashMap<>();
    new TreeMap<>(groups)
        .forEach(
            (key, group) -> {
              WorkloadKey workload = WorkloadKey.of(key.configuration());
              names
                  .computeIfAbsent(workload, none -> new LinkedHashSet<>())
                  .addAll(thresholds.get(key).names());
              horizons.put(workload, horizon(group.workload().evaluations()));
            });
    Map<WorkloadKey, Question> questions = new HashMap<>();
    names.forEach(
        (workload, detectors) -> {
          List<String> all = new ArrayList<>(detectors);
          all.add(SHUFFLED);
          questions.put(workload, new Question(all, horizons.get(workload)));
        });
    return questions;
  }

  /** Columns of a scored run. */
  int width() {
    return Visible.WIDTH + detectors.size();
  }
}
