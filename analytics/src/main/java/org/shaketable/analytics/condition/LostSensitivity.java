package org.shaketable.analytics.condition;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.correlation.KendallTau;
import org.shaketable.analytics.stats.run.Lost;
import org.shaketable.analytics.stats.sensitivity.RankAgreement;
import org.shaketable.analytics.table.LostSensitivityRow;

/**
 * The table {@code lost_sensitivity}: how many runs the primary endpoint calls lost with other
 * edges than half of what clean runs reach, and Kendall's tau between the conditions' shares lost
 * by each and by one half. The ranking of conditions holds where tau is at least 0.8.
 */
public final class LostSensitivity {
  private static final double[] SHARES = {0.1, 0.25, Lost.HALF, 0.75, 0.9};

  private LostSensitivity() {}

  /** One row per edge; none where of no run it is known whether it is lost. */
  public static List<LostSensitivityRow> of(String sweep, List<JudgedRun> perturbed) {
    List<JudgedRun> known =
        perturbed.stream().filter(run -> !run.failed() && !Double.isNaN(run.lost())).toList();
    Collection<List<JudgedRun>> conditions =
        known.stream()
            .collect(Collectors.groupingBy(JudgedRun::condition, TreeMap::new, Collectors.toList()))
            .values();
    double[] byHalf = lost(conditions, Lost.HALF);
    return known.isEmpty()
        ? List.of()
        : Arrays.stream(SHARES)
            .mapToObj(
                share -> {
                  double tau = KendallTau.of(byHalf, lost(conditions, share)).b();
                  return new LostSensitivityRow(
                      sweep,
                      share,
                      lost(known, share),
                      tau,
                      Double.isNaN(tau) ? null : (Boolean) (tau >= RankAgreement.THRESHOLD),
                      conditions.size(),
                      known.size());
                })
            .toList();
  }

  private static double[] lost(Collection<List<JudgedRun>> conditions, double share) {
    return conditions.stream().mapToDouble(runs -> lost(runs, share)).toArray();
  }

  private static double lost(List<JudgedRun> runs, double share) {
    return runs.stream().filter(run -> run.lostBelow(share)).count() / (double) runs.size();
  }
}
