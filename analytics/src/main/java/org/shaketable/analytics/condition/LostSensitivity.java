package org.shaketable.analytics.condition;

import java.util.Arrays;
import java.util.List;
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
    RankingByDefinition ranking = new RankingByDefinition(known, run -> run.lostBelow(Lost.HALF));
    return Arrays.stream(SHARES)
        .mapToObj(
            share -> {
              RankingByDefinition.Outcome found = ranking.by(run -> run.lostBelow(share));
              return new LostSensitivityRow(
                  sweep,
                  share,
                  found.share(),
                  found.tau(),
                  found.holds(),
                  ranking.conditions(),
                  known.size());
            })
        .toList();
  }
}
