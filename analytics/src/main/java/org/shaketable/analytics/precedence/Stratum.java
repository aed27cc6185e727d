package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.shaketable.analytics.table.Condition;

/**
 * The runs of one condition that stand at one landmark and of which it is known whether they
 * collapse within the horizon.
 *
 * @param landmark evaluations since the onset of the first of them, from 0
 * @param row the row of the trajectories
 * @param place the number of the landmark
 * @param cases those that collapse
 * @param controls those that do not
 */
public record Stratum(
    int landmark, int row, int place, List<ScoredRun> cases, List<ScoredRun> controls)
    implements Serializable {

  /** The strata of a condition that have runs of both kinds. */
  public static List<Stratum> of(List<ScoredRun> condition, int horizon) {
    if (condition.isEmpty()) {
      return List.of();
    }
    int first = condition.stream().mapToInt(ScoredRun::onset).min().orElseThrow() + 1;
    int last = condition.stream().mapToInt(ScoredRun::rows).max().orElseThrow();
    List<Stratum> strata = new ArrayList<>();
    Landmarks landmarks = condition.get(0).at();
    for (int row = landmarks.from(first); row < last; row = landmarks.next(row)) {
      List<ScoredRun> cases = new ArrayList<>();
      List<ScoredRun> controls = new ArrayList<>();
      for (ScoredRun run : condition) {
        if (run.stands(row) && run.collapses(row, horizon)) {
          cases.add(run);
        } else if (run.stands(row) && run.survives(row, horizon)) {
          controls.add(run);
        }
      }
      if (!cases.isEmpty() && !controls.isEmpty()) {
        strata.add(new Stratum(row - first, row, landmarks.place(row), cases, controls));
      }
    }
    return strata;
  }

  /** The same stratum of other runs, one in the place of each. */
  Stratum map(UnaryOperator<ScoredRun> other) {
    return new Stratum(
        landmark,
        row,
        place,
        cases.stream().map(other).toList(),
        controls.stream().map(other).toList());
  }

  /** The condition that they are of. */
  public Condition condition() {
    return cases.get(0).condition();
  }

  /** The workload that they are of. */
  WorkloadKey workload() {
    return WorkloadKey.of(condition().configuration());
  }

  /** Cases, then controls. */
  public List<ScoredRun> runs() {
    List<ScoredRun> runs = new ArrayList<>(cases);
    runs.addAll(controls);
    return runs;
  }

  /** Share of cases. */
  public double rate() {
    return (double) cases.size() / (cases.size() + controls.size());
  }
}
