package org.shaketable.analytics;

import java.util.List;
import java.util.Map;
import org.shaketable.analytics.detection.FirstAlarms;
import org.shaketable.analytics.detection.Thresholds;
import org.shaketable.analytics.evidence.Detectors;
import org.shaketable.analytics.evidence.Outcomes;
import org.shaketable.analytics.evidence.WatchedRun;
import org.shaketable.analytics.judgement.CollapseGrid;
import org.shaketable.analytics.learning.Schooling;
import org.shaketable.analytics.learning.Studies;
import org.shaketable.analytics.precedence.Precedence;
import org.shaketable.analytics.precedence.RunEnd;
import org.shaketable.analytics.precedence.Watch;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.stats.claim.ClaimRule;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.DetectorRow;

/**
 * What announces the collapses of a sweep, and how well.
 *
 * @param gain the rule by which a detector must add to what is visible anyway
 * @param watch what detectors raised in every run; kept in memory
 * @param precedence what scores say of the order of standing runs, by workload
 * @param otherwise what the meta-state says of it were collapses otherwise defined, by each of
 *     {@link CollapseGrid#ALONE}; none where there is nothing to compare
 * @param detectors the rows of the table {@code detectors}
 * @param studies what scores are worth elsewhere, and with fewer features
 */
record Warnings(
    ClaimRule gain,
    Watch watch,
    Map<WorkloadKey, Precedence.Found> precedence,
    List<Map<WorkloadKey, Precedence.Found>> otherwise,
    List<DetectorRow> detectors,
    Map<WorkloadKey, Studies.Found> studies) {

  /** Lets every detector watch every run. */
  static Warnings of(JudgedSweep sweep, ClaimRule gain) {
    Map<String, RunEnd> ends = Outcomes.of(sweep.judged());
    try (Schooling schooling = new Schooling(sweep.packed(), sweep.groups(), ends)) {
      return of(sweep, gain, ends, schooling);
    }
  }

  private static Warnings of(
      JudgedSweep sweep, ClaimRule gain, Map<String, RunEnd> ends, Schooling schooling) {
    Map<ControlKey, Thresholds> thresholds =
        Thresholds.of(
            sweep.clean(), sweep.columns(), sweep.groups(), schooling.learned(sweep.spark()));
    Watch watch =
        new Watch(
            new Watch.Subjects(sweep.packed(), sweep.columns(), sweep.groups(), thresholds),
            ends,
            Outcomes.collapses(sweep.judged()));
    Map<WorkloadKey, Precedence.Found> precedence = Precedence.of(watch);
    List<Map<WorkloadKey, Precedence.Found>> otherwise =
        precedence.isEmpty()
            ? List.of()
            : Precedence.otherwise(
                watch, Outcomes.otherwise(sweep.judged()), CollapseGrid.ALONE.size());
    Map<String, FirstAlarms> first = watch.alarms().first();
    watch.forgetScores();
    return new Warnings(
        gain,
        watch,
        precedence,
        otherwise,
        Detectors.of(
            WatchedRun.of(sweep.judged(), first), thresholds, precedence, gain, sweep.level()),
        Studies.of(schooling, sweep.groups().value()));
  }
}
