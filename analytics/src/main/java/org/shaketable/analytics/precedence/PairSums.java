package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.shaketable.analytics.stats.detection.Concordance;

/**
 * All pairs of some strata: how each detector orders them, how what is visible does, and how both
 * together do.
 *
 * @param alone the sums of each detector alone
 * @param with the sums of what is visible and each detector together
 * @param cases runs that were a case in some stratum
 * @param controls runs that were a control in some stratum
 */
@SuppressWarnings("ArrayRecordComponent")
public record PairSums(
    Concordance[] alone, Concordance visible, Concordance[] with, int cases, int controls)
    implements Serializable {

  /**
   * The pairs of strata of one condition.
   *
   * @param seeds more than the largest number of a seed
   */
  public static PairSums of(List<Stratum> strata, Weights weights, int detectors, int seeds) {
    Concordance[] alone = concordances(detectors, seeds);
    Concordance[] with = concordances(detectors, seeds);
    Concordance visible = new Concordance(seeds);
    Set<String> cases = new HashSet<>();
    Set<String> controls = new HashSet<>();
    for (Stratum stratum : strata) {
      stratum.cases().forEach(run -> cases.add(run.runId()));
      stratum.controls().forEach(run -> controls.add(run.runId()));
      double[][] ranks = stratum.ranks();
      int count = stratum.cases().size();
      for (int i = 0; i < count; i++) {
        ScoredRun first = stratum.cases().get(i);
        for (int j = 0; j < stratum.controls().size(); j++) {
          ScoredRun second = stratum.controls().get(j);
          double[] other = ranks[count + j];
          int a = first.outcome().replicate();
          int b = second.outcome().replicate();
          visible.add(a, b, Concordance.agreement(weights.visible(first, ranks[i], second, other)));
          for (int d = 0; d < detectors; d++) {
            double[] mine = first.columns()[Visible.WIDTH + d];
            double[] others = second.columns()[Visible.WIDTH + d];
            alone[d].add(
                a, b, Concordance.agreement(mine[stratum.place()] - others[stratum.place()]));
            with[d].add(
                a, b, Concordance.agreement(weights.with(d, first, ranks[i], second, other)));
          }
        }
      }
    }
    return new PairSums(alone, visible, with, cases.size(), controls.size());
  }

  private static Concordance[] concordances(int detectors, int seeds) {
    Concordance[] none = new Concordance[detectors];
    Arrays.setAll(none, d -> new Concordance(seeds));
    return none;
  }

  /** The pairs of two conditions. */
  public PairSums plus(PairSums other) {
    return new PairSums(
        plus(alone, other.alone),
        visible.plus(other.visible),
        plus(with, other.with),
        cases + other.cases,
        controls + other.controls);
  }

  private static Concordance[] plus(Concordance[] left, Concordance[] right) {
    Concordance[] sum = new Concordance[left.length];
    Arrays.setAll(sum, d -> left[d].plus(right[d]));
    return sum;
  }
}
