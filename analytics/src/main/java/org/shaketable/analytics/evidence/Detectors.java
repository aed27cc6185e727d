package org.shaketable.analytics.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.shaketable.analytics.detection.Thresholds;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.precedence.PairSums;
import org.shaketable.analytics.precedence.Precedence;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.stats.claim.ClaimRule;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.MedianInterval;
import org.shaketable.analytics.stats.interval.ProportionInterval;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.DetectorRow;
import org.shaketable.analytics.table.Role;

/**
 * The table {@code detectors}: how good each detector is on a configuration at a level of
 * stochasticity.
 *
 * <p>False alarms are counted three times: on clean runs held out from calibration, on placebos,
 * and on survivors, disturbed runs that stood where others of the same condition collapsed; these
 * are watched for as long as half of those others stood. Recall and lead are of the runs that
 * collapsed. Whether scores come before collapses is not a matter of alarms but of {@link
 * Precedence}, and so is the verdict.
 */
public final class Detectors {
  private final List<WatchedRun> runs;
  private final Map<Condition, Long> collapses;
  private final ClaimRule gain;
  private final double level;

  private Detectors(List<WatchedRun> runs, ClaimRule gain, double level) {
    this.runs = runs;
    this.gain = gain;
    this.collapses = medianCollapses(runs);
    this.level = level;
  }

  /**
   * One row per configuration, level and detector.
   *
   * @param seen runs that detectors have seen
   * @param gain the claim's rule for what a score adds to what is visible
   */
  public static List<DetectorRow> of(
      List<WatchedRun> seen,
      Map<ControlKey, Thresholds> thresholds,
      Map<WorkloadKey, Precedence.Found> precedence,
      ClaimRule gain,
      double level) {
    Map<ControlKey, List<WatchedRun>> configurations =
        seen.stream()
            .collect(Collectors.groupingBy(WatchedRun::control, TreeMap::new, Collectors.toList()));
    List<DetectorRow> rows = new ArrayList<>();
    configurations.forEach(
        (key, runs) -> {
          Detectors detectors = new Detectors(runs, gain, level);
          Precedence.Found found = precedence.get(WorkloadKey.of(key.configuration()));
          List<String> names = thresholds.get(key).names();
          for (int i = 0; i < names.size(); i++) {
            rows.add(detectors.row(key, names.get(i), i, thresholds.get(key), found));
          }
        });
    return rows;
  }

  private DetectorRow row(
      ControlKey key, String name, int detector, Thresholds thresholds, Precedence.Found found) {
    Double threshold = thresholds.values().get(detector);
    List<WatchedRun> collapsed =
        runs(run -> run.facts().role() == Role.PERTURBED && run.collapsed());
    Interval lead =
        MedianInterval.of(
            collapsed.stream().mapToDouble(run -> run.lead(detector)).toArray(), level);
    Interval concordance = concordance(name, found);
    Interval gained = gain(name, found);
    Interval recall = rings(threshold, collapsed, run -> run.caught(detector));
    return new DetectorRow(
        key,
        name,
        threshold,
        thresholds.runs(),
        runs.stream()
            .mapToDouble(run -> run.alarms().completeness()[detector])
            .average()
            .orElse(Double.NaN),
        falsePositives(detector, threshold),
        placebos(detector, threshold),
        survivors(detector, threshold),
        collapsed.size(),
        new DetectorRow.Recall(recall.estimate(), recall.lower(), recall.upper()),
        threshold == null
            ? new DetectorRow.Lead(Double.NaN, Double.NaN, Double.NaN)
            : new DetectorRow.Lead(lead.estimate(), lead.lower(), lead.upper()),
        new DetectorRow.Order(
            concordance.estimate(),
            concordance.lower(),
            concordance.upper(),
            found == null ? Double.NaN : found.all().alone()[place(name, found)].p(),
            gained.estimate(),
            gained.lower(),
            gained.upper()),
        level,
        PrecedenceTable.verdict(concordance, gained, gain).words(),
        threshold == null
            ? "%d clean calibration runs with a score, where a false-positive rate of 5 %% needs %d"
                .formatted(thresholds.runs(), Thresholds.FEWEST)
            : null);
  }

  private DetectorRow.FalsePositives falsePositives(int detector, Double threshold) {
    List<WatchedRun> heldOut = runs(JudgedRun::heldOut);
    Interval share = rings(threshold, heldOut, run -> run.alarmed(detector));
    return new DetectorRow.FalsePositives(
        heldOut.size(), share.estimate(), share.lower(), share.upper());
  }

  private DetectorRow.PlaceboAlarms placebos(int detector, Double threshold) {
    List<WatchedRun> placebos = runs(run -> run.facts().role() == Role.PLACEBO);
    Interval share = rings(threshold, placebos, run -> run.rang(detector, Long.MAX_VALUE));
    return new DetectorRow.PlaceboAlarms(
        placebos.size(), share.estimate(), share.lower(), share.upper());
  }

  private DetectorRow.SurvivorAlarms survivors(int detector, Double threshold) {
    List<WatchedRun> survivors =
        runs(
            run ->
                run.facts().role() == Role.PERTURBED
                    && run.learned()
                    && !run.collapsed()
                    && collapses.containsKey(run.condition()));
    Interval share =
        rings(
            threshold, survivors, run -> run.rang(detector, collapses.get(run.run().condition())));
    return new DetectorRow.SurvivorAlarms(
        survivors.size(), share.estimate(), share.lower(), share.upper());
  }

  private List<WatchedRun> runs(Predicate<JudgedRun> wanted) {
    return runs.stream().filter(run -> wanted.test(run.run())).toList();
  }

  /** How often it rang; a detector without a threshold never does, which says nothing. */
  private Interval rings(Double threshold, List<WatchedRun> of, Predicate<WatchedRun> rang) {
    return threshold == null
        ? Interval.unbounded(Double.NaN, level, of.size())
        : ProportionInterval.WILSON.of(of.stream().filter(rang).count(), of.size(), level);
  }

  private Interval concordance(String name, Precedence.Found found) {
    if (found == null) {
      return Interval.unbounded(Double.NaN, level, 0);
    }
    PairSums sums = found.all();
    return sums.alone()[place(name, found)].interval(sums.cases(), sums.controls(), level);
  }

  private Interval gain(String name, Precedence.Found found) {
    return found == null
        ? Interval.unbounded(Double.NaN, level, 0)
        : found.all().with()[place(name, found)].gainOver(found.all().visible(), level);
  }

  private static int place(String name, Precedence.Found found) {
    return found.question().detectors().indexOf(name);
  }

  /** The step by which half of those runs of a condition that collapsed had collapsed. */
  private static Map<Condition, Long> medianCollapses(List<WatchedRun> runs) {
    return runs.stream()
        .map(WatchedRun::run)
        .filter(run -> run.facts().role() == Role.PERTURBED && run.collapseStep() != null)
        .collect(
            Collectors.groupingBy(
                JudgedRun::condition,
                Collectors.collectingAndThen(
                    Collectors.mapping(JudgedRun::collapseStep, Collectors.toList()),
                    steps -> steps.stream().sorted().toList().get((steps.size() - 1) / 2))));
  }
}
