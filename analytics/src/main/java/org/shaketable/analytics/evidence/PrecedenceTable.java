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
  static final ClaimRule GAIN = new ClaimRule(ClaimRule.Side.ABOVE, 0);

  private PrecedenceTable() {}

  /** One row per workload, detector and landmarks; those of all landmarks first. */
  public static List<PrecedenceRow> of(Map<WorkloadKey, Precedence.Found> found, double level) {
    List<PrecedenceRow> rows = new ArrayList<>();
    new TreeMap<>(found)
        .forEach(
            (workload, pairs) -> {
              add(rows, workload, pairs, null, pairs.all(), level);
              pairs
                  .byLandmark()
                  .forEach((bin, sums) -> add(rows, workload, pairs, bin, sums, level));
            });
    return rows;
  }

  private static void add(
      List<PrecedenceRow> rows,
      WorkloadKey workload,
      Precedence.Found found,
      Integer bin,
      PairSums sums,
      double level) {
    Integer landmark = bin == null ? null : (Integer) (bin * found.question().horizon());
    Interval visible = sums.visible().interval(sums.cases(), sums.controls(), level);
    rows.add(row(workload, VISIBLE, landmark, found, sums, visible, null));
    List<String> detectors = found.question().detectors();
    for (int d = 0; d < detectors.size(); d++) {
      rows.add(
          row(
              workload,
              detectors.get(d),
              landmark,
              found,
              sums,
              sums.alone()[d].interval(sums.cases(), sums.controls(), level),
              sums.with()[d].gainOver(sums.visible(), level)));
    }
  }

  /** Whether a detector's scores come before: both intervals must say so. */
  static Verdict verdict(Interval concordance, Interval gain) {
    return CONCORDANCE.verdict(concordance).and(GAIN.verdict(gain));
  }

  private static PrecedenceRow row(
      WorkloadKey workload,
      String detector,
      Integer landmark,
      Precedence.Found found,
      PairSums sums,
      Interval concordance,
      Interval gain) {
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
        gain == null ? null : verdict(concordance, gain).words());
  }
}
