package org.shaketable.analytics.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shaketable.analytics.learning.Studies;
import org.shaketable.analytics.learning.Study;
import org.shaketable.analytics.precedence.PairSums;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.stats.detection.Concordance;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.table.AblationRow;

/** The table {@code ablation}: scores without some of their features, on the same pairs of runs. */
public final class AblationTable {
  private AblationTable() {}

  /** One row per workload, score and what was taken away. */
  public static List<AblationRow> of(Map<WorkloadKey, Studies.Found> found, double level) {
    List<AblationRow> rows = new ArrayList<>();
    found.forEach((workload, studies) -> rows.addAll(of(workload, studies, level)));
    return rows;
  }

  private static List<AblationRow> of(WorkloadKey workload, Studies.Found found, double level) {
    List<AblationRow> rows = new ArrayList<>();
    Map<String, Concordance> whole = new HashMap<>();
    for (int place = 0; place < found.studies().size(); place++) {
      Study study = found.studies().get(place);
      if (study.about() instanceof Study.Ablated ablated) {
        Concordance left = found.all().alone()[place];
        if (ablated.removed() == null) {
          whole.put(ablated.detector(), left);
        }
        Interval loss = whole.get(ablated.detector()).gainOver(left, level);
        rows.add(
            row(
                workload,
                ablated,
                study.features().size(),
                found.all(),
                left.interval(found.all().cases(), found.all().controls(), level),
                ablated.removed() == null ? null : loss));
      }
    }
    return rows;
  }

  private static AblationRow row(
      WorkloadKey workload,
      Study.Ablated ablated,
      int features,
      PairSums pairs,
      Interval left,
      Interval loss) {
    return new AblationRow(
        workload.sweep(),
        workload.workload(),
        ablated.detector(),
        ablated.removed(),
        ablated.removed() == null ? "none" : ablated.several() ? "group" : "feature",
        features,
        left.estimate(),
        left.lower(),
        left.upper(),
        loss == null ? null : (Double) loss.estimate(),
        loss == null ? null : (Double) loss.lower(),
        loss == null ? null : (Double) loss.upper(),
        left.level(),
        pairs.visible().pairs(),
        pairs.cases(),
        pairs.controls(),
        pairs.visible().seeds());
  }
}
