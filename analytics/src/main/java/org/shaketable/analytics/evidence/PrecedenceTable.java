package org.shaketable.analytics.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shaketable.analytics.precedence.PairSums;
import org.shaketable.analytics.precedence.Precedence;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.stats.claim.ClaimRule;
import org.shaketable.analytics.stats.claim.Verdict;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.table.PrecedenceRow;

/** The table {@code precedence}: how each detector orders standing runs by what comes. */
public final class PrecedenceTable {
  /** What is seen without any detector. */
  static final String VISIBLE = "visible";

  static final ClaimRule CONCORDANCE = new ClaimRule(ClaimRule.Side.ABOVE, 0.5);

  private final WorkloadKey workload;
  private final Precedence.Found found;
  private final ClaimRule rule;
  private final double level;

  private PrecedenceTable(
      WorkloadKey workload, Precedence.Found found, ClaimRule rule, double level) {
    this.workload = workload;
    this.found = found;
    this.rule = rule;
    this.level = level;
  }

  /**
   * One row per workload, detector and landmarks; those of all landmarks first.
   *
   * @param gain the claim's rule for what a score adds to what is visible
   */
  public static List<PrecedenceRow> of(
      Map<WorkloadKey, Precedence.Found> found, ClaimRule gain, double level) {
    List<PrecedenceRow> rows = new ArrayList<>();
    new TreeMap<>(found)
        .forEach(
            (workload, pairs) -> {
              PrecedenceTable table = new PrecedenceTable(workload, pairs, gain, level);
              table.add(rows, null, pairs.all());
              pairs.byLandmark().forEach((bin, sums) -> table.add(rows, bin, sums));
            });
    return rows;
  }

  private void add(List<PrecedenceRow> rows, Integer bin, PairSums sums) {
    Integer landmark = bin == null ? null : (Integer) (bin * found.question().horizon());
    Interval visible = sums.visible().interval(sums.cases(), sums.controls(), level);
    rows.add(row(VISIBLE, landmark, sums, visible, null));
    List<String> detectors = found.question().detectors();
    for (int d = 0; d < detectors.size(); d++) {
      rows.add(
          row(
              detectors.get(d),
              landmark,
              sums,
              sums.alone()[d].interval(sums.cases(), sums.controls(), level),
              sums.with()[d].gainOver(sums.visible(), level)));
    }
  }

  /**
   * Whether a score comes before collapses: both intervals must say so.
   *
   * @param rule the claim's, for the gain
   */
  static Verdict verdict(Interval concordance, Interval gain, ClaimRule rule) {
    return CONCORDANCE.verdict(concordance).and(rule.verdict(gain));
  }

  private PrecedenceRow row(
      String detector, Integer landmark, PairSums sums, Interval concordance, Interval gain) {
    return new PrecedenceRow(
        workload.sweep(),
        workload.workload(),
        detector,
        landmark,
        found.question().horizon(),
        concordance.estimate(),
        concordance.lower(),
        concordance.upper(),
        gain == null ? null : (Double) gain.estimate(),
        gain == null ? null : (Double) gain.lower(),
        gain == null ? null : (Double) gain.upper(),
        sums.visible().pairs(),
        sums.cases(),
        sums.controls(),
        sums.visible().seeds(),
        concordance.level(),
        gain == null ? null : verdict(concordance, gain, rule).words());
  }
}
