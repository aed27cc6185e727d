package org.shaketable.analytics.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shaketable.analytics.learning.Families;
import org.shaketable.analytics.learning.Studies;
import org.shaketable.analytics.learning.Study;
import org.shaketable.analytics.precedence.PairSums;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.table.TransferRow;

/**
 * The table {@code transfer}: scores learned from one family judged on each family of the workload,
 * and scores that come from one workload judged on each.
 */
public final class TransferTable {
  private final WorkloadKey judged;
  private final double level;
  private final List<TransferRow> rows;

  private TransferTable(WorkloadKey judged, double level, List<TransferRow> rows) {
    this.judged = judged;
    this.level = level;
    this.rows = rows;
  }

  /** One row per score and what it is judged on. */
  public static List<TransferRow> of(Map<WorkloadKey, Studies.Found> found, double level) {
    List<TransferRow> rows = new ArrayList<>();
    found.forEach((judged, studies) -> new TransferTable(judged, level, rows).add(studies));
    return rows;
  }

  private void add(Studies.Found found) {
    for (int place = 0; place < found.studies().size(); place++) {
      Study study = found.studies().get(place);
      if (study.about() instanceof Study.Transferred from) {
        int column = place;
        if (from.family() == null) {
          rows.add(row(from, study, null, found.all(), column));
        } else {
          found
              .byFamily()
              .forEach(
                  (family, pairs) -> {
                    if (Families.single(family)) {
                      rows.add(row(from, study, family, pairs, column));
                    }
                  });
        }
      }
    }
  }

  private TransferRow row(
      Study.Transferred from, Study study, String family, PairSums pairs, int column) {
    Interval concordance = pairs.alone()[column].interval(pairs.cases(), pairs.controls(), level);
    Interval gain = pairs.with()[column].gainOver(pairs.visible(), level);
    return new TransferRow(
        judged.sweep(),
        judged.workload(),
        family,
        from.from().workload(),
        from.family(),
        from.detector(),
        study.features().size(),
        concordance.estimate(),
        concordance.lower(),
        concordance.upper(),
        gain.estimate(),
        gain.lower(),
        gain.upper(),
        level,
        pairs.visible().pairs(),
        pairs.cases(),
        pairs.controls(),
        pairs.visible().seeds(),
        from.cases() == 0 ? null : (Integer) from.cases());
  }
}
