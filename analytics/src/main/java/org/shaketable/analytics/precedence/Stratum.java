package org.shaketable.analytics.precedence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.shaketable.analytics.stats.comparison.Ranks;
import org.shaketable.analytics.table.Condition;

/**
 * The runs of one condition that stand at one landmark and of which it is known whether they
 * collapse within the horizon.
 *
 * @param landmark evaluations since the onset of the first of them, from 0
 * @param row the row of the trajectories
 * @param place its place in the columns
 * @param cases those that collapse
 * @param controls those that do not
 */
public record Stratum(
    int landmark, int row, int place, List<ScoredRun> cases, List<ScoredRun> controls) {

  /** The strata of a condition that have runs of both kinds. */
  public static List<Stratum> of(List<ScoredRun> condition, int horizon) {
    int first = condition.stream().mapToInt(ScoredRun::onset).min().orElse(0) + 1;
    int last = condition.stream().mapToInt(ScoredRun::rows).max().orElse(0);
    List<Stratum> strata = new ArrayList<>();
    Landmarks landmarks = condition.get(0).at();
    for (int row = landmarks.from(first); row < last; row = landmarks.next(row)) {
      int at = row;
      List<ScoredRun> standing = condition.stream().filter(run -> run.stands(at)).toList();
      List<ScoredRun> cases = standing.stream().filter(run -> run.collapses(at, horizon)).toList();
      List<ScoredRun> controls =
          standing.stream().filter(run -> run.survives(at, horizon)).toList();
      if (!cases.isEmpty() && !controls.isEmpty()) {
        strata.add(new Stratum(row - first, row, landmarks.place(row), cases, controls));
      }
    }
    return strata;
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

  /**
   * Runs x columns: the rank of each value among those of the stratum, from -1/2 to 1/2 around a
   * mean of 0; 0 for one that is not known.
   */
  double[][] ranks() {
    List<ScoredRun> runs = runs();
    int width = runs.get(0).columns().length;
    double[][] ranks = new double[runs.size()][width];
    double[] values = new double[ranks.length];
    int[] known = new int[ranks.length];
    for (int column = 0; column < width; column++) {
      int count = 0;
      for (int i = 0; i < ranks.length; i++) {
        double value = runs.get(i).columns()[column][place];
        if (!Double.isNaN(value)) {
          values[count] = value;
          known[count++] = i;
        }
      }
      double[] ranked = Ranks.of(Arrays.copyOf(values, count));
      for (int i = 0; i < count; i++) {
        ranks[known[i]][column] = (ranked[i] - (count + 1) / 2.0) / count;
      }
    }
    return ranks;
  }
}
