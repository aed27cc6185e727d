package org.shaketable.analytics.condition;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.run.Lost;
import org.shaketable.analytics.table.LostSensitivityRow;

/**
 * The table {@code lost_sensitivity}: how many runs the primary endpoint calls lost with other
 * edges than half of what clean runs reach, and Kendall's tau between the conditions' shares lost
 * by each and by one half. The ranking of conditions holds where tau is at least 0.8.
 */
public final class LostSensitivity {
  private static final double[] SHARES = {0.1, 0.25, Lost.HALF, 0.75, 0.9};

  private LostSensitivity() {}

  /** The edges that were tried beside the one that counts. */
  public static double[] others() {
    return Arrays.stream(SHARES).filter(share -> share != Lost.HALF).toArray();
  }

  /** One row per edge; none where of no run it is known whether it is lost. */
  public static List<LostSensitivityRow> of(String sweep, List<JudgedRun> perturbed) {
    List<JudgedRun> known =
        perturbed.stream().filter(run -> !run.failed() && !Double.isNaN(run.lost())).toList();
    if (known.isEmpty()) {
      return List.of();
    }
    RankingByDefinition ranking =
        new RankingByDefinition(
            known,
            SHARES.length,
            Arrays.binarySearch(SHARES, Lost.HALF),
            LostSensitivity::lostBelow);
    return IntStream.range(0, SHARES.length)
        .mapToObj(
            edge -> {
              RankingByDefinition.Outcome found = ranking.by(edge);
              return new LostSensitivityRow(
                  sweep,
                  SHARES[edge],
                  found.share(),
                  found.tau(),
                  found.holds(),
                  ranking.conditions(),
                  known.size());
            })
        .toList();
  }

  /** The edges below which a run is lost. */
  private static BitSet lostBelow(JudgedRun run) {
    BitSet below = new BitSet(SHARES.length);
    for (int edge = 0; edge < SHARES.length; edge++) {
      below.set(edge, run.lostBelow(SHARES[edge]));
    }
    return below;
  }
}
