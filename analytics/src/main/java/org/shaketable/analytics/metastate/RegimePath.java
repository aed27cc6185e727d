package org.shaketable.analytics.metastate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.stats.mixture.Mixture;

/**
 * Through which regimes of its control group a run goes, as stays of some evaluations in one: 1 and
 * up for a regime, 0 outside of all, {@value #UNKNOWN} where an evaluation has no meta-state.
 *
 * @param stays in the order of time
 * @param onset first evaluation of the disturbance, or of a placebo's parting; 0 for a clean run
 */
public record RegimePath(List<Stay> stays, int onset) implements Serializable {
  public static final int UNKNOWN = -1;

  /**
   * Some evaluations in one regime.
   *
   * @param first number of the first evaluation
   * @param end number behind that of the last
   */
  public record Stay(int regime, int first, int end) implements Serializable {
    int within(int from, int to) {
      return Math.max(0, Math.min(to, end) - Math.max(from, first));
    }
  }

  public RegimePath {
    stays = List.copyOf(stays);
  }

  /**
   * The path of a run; null where its control group has one regime or none.
   *
   * @param path where it lies in the model of its control group; null where that has none
   * @param onset first step of the disturbance
   */
  public static RegimePath of(Trajectory run, ControlGroup group, MetaStatePath path, long onset) {
    Mixture clouds = path == null ? null : group.clouds();
    if (clouds == null) {
      return null;
    }
    List<Stay> stays = new ArrayList<>();
    int began = 0;
    long[] steps = run.steps();
    double[][] scores = path.scores();
    for (int i = 0; i < run.length(); i++) {
      int regime = clouds.cloud(scores[0][i], scores[1][i]);
      int evaluation = run.evaluation(i);
      began = steps[i] < onset ? evaluation + 1 : began;
      Stay last = stays.isEmpty() ? null : stays.get(stays.size() - 1);
      if (last != null && last.regime() == regime && last.end() == evaluation) {
        stays.set(stays.size() - 1, new Stay(regime, last.first(), evaluation + 1));
      } else {
        stays.add(new Stay(regime, evaluation, evaluation + 1));
      }
    }
    return new RegimePath(stays, began);
  }

  /** The regime at an evaluation; {@value #UNKNOWN} where it is not known or there is none. */
  public int at(int evaluation) {
    return stays.stream()
        .filter(stay -> stay.first() <= evaluation && evaluation < stay.end())
        .mapToInt(Stay::regime)
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** How many evaluations of a span are in a regime. */
  public int evaluations(int regime, int from, int to) {
    return stays.stream()
        .filter(stay -> stay.regime() == regime)
        .mapToInt(stay -> stay.within(from, to))
        .sum();
  }

  /** How many evaluations there are in a regime. */
  public int evaluations(int regime) {
    return evaluations(regime, 0, Integer.MAX_VALUE);
  }

  /** Whether some evaluation of a span is in another regime than one, or outside of all. */
  public boolean leaves(int regime, int from, int to) {
    return stays.stream()
        .anyMatch(
            stay ->
                stay.regime() != UNKNOWN && stay.regime() != regime && stay.within(from, to) > 0);
  }
}
