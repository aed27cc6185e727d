package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.shaketable.analytics.stats.comparison.Places;

/**
 * A stratum whose runs have their places by each column, cases before controls: what weights and
 * sums of pairs both begin with.
 *
 * @param stratum its runs without their columns, which places stand for
 * @param places one for each column
 */
@SuppressWarnings("ArrayRecordComponent")
record Placed(Stratum stratum, Places[] places) implements Serializable {
  private static final long REFERENCE = 4;

  /** Places the runs of some strata of one condition. */
  static List<Placed> of(List<Stratum> strata) {
    Map<ScoredRun, ScoredRun> bare = new IdentityHashMap<>();
    return strata.stream()
        .map(
            stratum ->
                new Placed(
                    stratum.map(run -> bare.computeIfAbsent(run, ScoredRun::withoutColumns)),
                    places(stratum)))
        .toList();
  }

  private static Places[] places(Stratum stratum) {
    List<ScoredRun> runs = stratum.runs();
    int[] index = new int[runs.size()];
    Arrays.setAll(index, i -> runs.get(i).index(stratum.place()));
    Places[] places = new Places[runs.get(0).columns().length];
    double[] values = new double[index.length];
    for (int column = 0; column < places.length; column++) {
      for (int i = 0; i < index.length; i++) {
        values[i] = runs.get(i).columns()[column][index[i]];
      }
      places[column] = Places.of(values);
    }
    return places;
  }

  /**
   * Runs x columns: the rank of each value among those of the stratum, from -1/2 to 1/2 around a
   * mean of 0; 0 for one that is not known.
   */
  double[][] ranks() {
    double[][] ranks = new double[places[0].size()][places.length];
    for (int column = 0; column < places.length; column++) {
      Places of = places[column];
      for (int i = 0; i < ranks.length; i++) {
        ranks[i][column] = of.known(i) ? (of.rank(i) - (of.known() + 1) / 2.0) / of.known() : 0;
      }
    }
    return ranks;
  }

  /** Bytes that the places and the references to runs take in memory, about. */
  long bytes() {
    return REFERENCE * places[0].size() + Arrays.stream(places).mapToLong(Places::bytes).sum();
  }
}
