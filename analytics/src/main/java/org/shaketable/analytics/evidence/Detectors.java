package org.shaketable.analytics.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.detection.Detector;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.stats.comparison.MannWhitney;
import org.shaketable.analytics.stats.detection.Auc;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.MedianInterval;
import org.shaketable.analytics.stats.interval.ProportionInterval;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.DetectorRow;

/**
 * The table {@code detectors}: how good each detector is on a configuration.
 *
 * <p>False positives are counted on clean runs held out from calibration, recall and lead on the
 * runs that collapsed; the area under the ROC curve sets those against held-out clean runs and
 * survivors. A detector whose area does not exceed 1/2 with its interval is rejected. One with
 * fewer than 100 held-out clean runs is undecided: its false-positive rate cannot be told to lie in
 * [0.03, 0.07] (arXiv 2606.00329). The last row has the labels of the T2 detector shuffled.
 */
public final class Detectors {
  static final String ACCEPTED = "accepted";
  static final String REJECTED = "rejected";
  static final String UNDECIDED = "undecided";

  private static final String SHUFFLED = "shuffled_labels";
  private static final double LOWEST_RATE = 0.03;
  private static final double HIGHEST_RATE = 0.07;
  private static final int FEWEST_HELD_OUT = 100;

  private Detectors() {}

  /**
   * One row per configuration and detector.
   *
   * @param seen runs that detectors have seen
   */
  public static List<DetectorRow> of(
      List<JudgedRun> seen,
      Map<ConfigurationKey, Map<Detector, Double>> thresholds,
      AnalyticsSettings settings) {
    Map<ConfigurationKey, List<JudgedRun>> configurations =
        seen.stream()
            .collect(Collectors.groupingBy(JudgedRun::key, TreeMap::new, Collectors.toList()));
    List<DetectorRow> rows = new ArrayList<>();
    configurations.forEach(
        (key, runs) -> {
          thresholds
              .getOrDefault(key, Map.of())
              .forEach((detector, limit) -> rows.add(row(detector, limit, runs, settings)));
          shuffled(runs, settings).ifPresent(rows::add);
        });
    return rows;
  }

  private static DetectorRow row(
      Detector detector, double threshold, List<JudgedRun> runs, AnalyticsSettings settings) {
    List<JudgedRun> heldOut = runs.stream().filter(JudgedRun::heldOut).toList();
    List<JudgedRun> collapsed = runs.stream().filter(Detectors::collapsed).toList();
    Interval falseAlarms =
        share(heldOut, run -> run.alarms().steps().containsKey(detector), settings);
    Interval recall = share(collapsed, run -> Alarms.caught(run, detector), settings);
    Interval lead = lead(detector, collapsed, settings);
    Scores scores = Scores.of(detector, runs.stream().filter(Detectors::scored).toList());
    Interval auc = scores.auc(settings);
    return new DetectorRow(
        runs.get(0).key(),
        detector.word(),
        threshold,
        (int) runs.stream().filter(JudgedRun::calibration).count(),
        heldOut.size(),
        new DetectorRow.FalsePositives(
            falseAlarms.estimate(), falseAlarms.lower(), falseAlarms.upper()),
        collapsed.size(),
        new DetectorRow.Recall(recall.estimate(), recall.lower(), recall.upper()),
        scores.separation(auc),
        new DetectorRow.Lead(lead.estimate(), lead.lower(), lead.upper()),
        settings.level(),
        verdict(auc, falseAlarms));
  }

  private static String verdict(Interval auc, Interval falseAlarms) {
    if (!(auc.lower() > 0.5)) {
      return Double.isNaN(auc.lower()) ? UNDECIDED : REJECTED;
    }
    if (falseAlarms.n() < FEWEST_HELD_OUT) {
      return UNDECIDED;
    }
    double rate = falseAlarms.estimate();
    return rate >= LOWEST_RATE && rate <= HIGHEST_RATE ? ACCEPTED : REJECTED;
  }

  private static boolean collapsed(JudgedRun run) {
    return !run.facts().clean() && run.collapsed();
  }

  private static boolean scored(JudgedRun run) {
    return run.heldOut() || (!run.facts().clean() && run.learned());
  }

  private static Interval share(
      List<JudgedRun> runs, Predicate<JudgedRun> condition, AnalyticsSettings settings) {
    long successes = runs.stream().filter(condition).count();
    return ProportionInterval.WILSON.of(successes, runs.size(), settings.level());
  }

  /** Scores of runs, and which of the runs collapsed. */
  private record Scores(boolean[] positive, double[] scores) {

    static Scores of(Detector detector, List<JudgedRun> runs) {
      return of(detector, runs, runs);
    }

    /**
     * The scores of runs.
     *
     * @param labelled runs that lend their labels to those in the same places
     */
    static Scores of(Detector detector, List<JudgedRun> runs, List<JudgedRun> labelled) {
      boolean[] positive = new boolean[runs.size()];
      double[] scores = new double[runs.size()];
      for (int i = 0; i < positive.length; i++) {
        positive[i] = collapsed(labelled.get(i));
        Double maximum = runs.get(i).alarms().maxima().get(detector);
        scores[i] = maximum == null ? Double.NEGATIVE_INFINITY : maximum;
      }
      return new Scores(positive, scores);
    }

    int positives() {
      return select(true).length;
    }

    /** Whether there are runs of both kinds. */
    boolean comparable() {
      return positives() > 0 && positives() < positive.length;
    }

    Interval auc(AnalyticsSettings settings) {
      return comparable()
          ? Auc.of(positive, scores).interval(settings.level())
          : Interval.unbounded(Double.NaN, settings.level(), positive.length);
    }

    DetectorRow.Separation separation(Interval auc) {
      return new DetectorRow.Separation(
          auc.estimate(), auc.lower(), auc.upper(), comparable() ? p() : Double.NaN);
    }

    /** p of collapsed and other runs having the same scores (Mann and Whitney); NaN without one. */
    private double p() {
      double p = MannWhitney.of(select(true), select(false)).p();
      return p >= 0 && p <= 1 ? p : Double.NaN;
    }

    private double[] select(boolean wanted) {
      return IntStream.range(0, scores.length)
          .filter(i -> positive[i] == wanted)
          .mapToDouble(i -> scores[i])
          .toArray();
    }
  }

  private static Optional<DetectorRow> shuffled(List<JudgedRun> runs, AnalyticsSettings settings) {
    List<JudgedRun> scored = runs.stream().filter(Detectors::scored).toList();
    List<JudgedRun> order = new ArrayList<>(scored);
    order.sort(Comparator.comparingLong(run -> Seeds.of(run.runId(), SHUFFLED)));
    Scores scores = Scores.of(Detector.META_STATE_T2, scored, order);
    if (!scores.comparable()) {
      return Optional.empty();
    }
    Interval auc = scores.auc(settings);
    return Optional.of(
        new DetectorRow(
            runs.get(0).key(),
            SHUFFLED,
            Double.NaN,
            null,
            null,
            null,
            scores.positives(),
            null,
            scores.separation(auc),
            null,
            settings.level(),
            auc.lower() > 0.5 ? UNDECIDED : REJECTED));
  }

  /** Median lead over all collapses of a configuration or several, misses counting 0. */
  private static Interval lead(
      Detector detector, List<JudgedRun> collapsed, AnalyticsSettings settings) {
    double[] leads = collapsed.stream().mapToDouble(run -> Alarms.lead(run, detector)).toArray();
    return MedianInterval.of(leads, settings.level());
  }
}
