package org.shaketable.analytics.metastate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.shaketable.analytics.stats.metastate.Comoments;
import org.shaketable.analytics.stats.metastate.ParticipationRatio;
import org.shaketable.analytics.stats.metastate.Surrogate;

/**
 * Nulls of each run by itself: how many runs move in fewer directions than all of {@value #DRAWS}
 * surrogates of the same run. What runs have in common does not count here, and one in twenty is
 * chance.
 *
 * @param runs of which it is known: those of {@value #FEWEST} evaluations or more
 * @param narrower how many are below every surrogate, in the order of {@link Surrogate}
 */
record RunNulls(int runs, List<Integer> narrower) implements Serializable {
  static final int DRAWS = 19;
  static final RunNulls NONE = new RunNulls(0, List.of(0, 0, 0, 0));

  private static final int FEWEST = 3;

  /**
   * What one run says.
   *
   * @param own moments of its rows
   * @param byNull those of draws of every null, of which the first are looked at
   */
  static RunNulls of(Comoments own, List<Comoments[]> byNull) {
    if (own.rows() < FEWEST || own.width() < 2) {
      return NONE;
    }
    double ratio = ratio(own);
    return new RunNulls(
        1,
        byNull.stream()
            .map(
                draws ->
                    Arrays.stream(draws).limit(DRAWS).allMatch(draw -> ratio < ratio(draw) - 1e-9)
                        ? 1
                        : 0)
            .toList());
  }

  RunNulls plus(RunNulls other) {
    Integer[] sum = new Integer[narrower.size()];
    Arrays.setAll(sum, i -> narrower.get(i) + other.narrower.get(i));
    return new RunNulls(runs + other.runs, List.of(sum));
  }

  /** The share of runs that move in fewer directions than a null; NaN for none. */
  double share(Surrogate surrogate) {
    return (double) narrower.get(surrogate.ordinal()) / runs;
  }

  private static double ratio(Comoments moments) {
    return ParticipationRatio.of(moments.correlation());
  }
}
