package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.comparison.MannWhitney;
import org.shaketable.analytics.stats.detection.Auc;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.MedianInterval;
import org.shaketable.analytics.stats.interval.ProportionInterval;

/**
 * The table {@code detectors}: how good each detector is on a workload.
 *
 * <p>False positives are counted on clean runs held out from calibration, recall and lead on the
 * runs that collapsed; the area under the ROC curve sets those against held-out clean runs and
 * survivors. A detector whose area does not exceed 1/2 with its interval is rejected. One with
 * fewer than 100 held-out clean runs is undecided: its false-positive rate cannot be told to lie in
 * [0.03, 0.07] (arXiv 2606.00329). The last row has the labels of the T2 detector shuffled.
 */
final class Detectors {
  private static final String SHUFFLED = "shuffled_labels";
  private static final double LOWEST_RATE = 0.03;
  private static final double HIGHEST_RATE = 0.07;
  private static final int FEWEST_HELD_OUT = 100;

  private static final StructType SCHEMA =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("detector", DataTypes.StringType)
          .add("threshold", DataTypes.DoubleType)
          .add("calibration_runs", DataTypes.IntegerType)
          .add("held_out_runs", DataTypes.IntegerType)
          .add("false_positive_rate", DataTypes.DoubleType)
          .add("false_positive_lower", DataTypes.DoubleType)
          .add("false_positive_upper", DataTypes.DoubleType)
          .add("collapses", DataTypes.IntegerType)
          .add("recall", DataTypes.DoubleType)
          .add("recall_lower", DataTypes.DoubleType)
          .add("recall_upper", DataTypes.DoubleType)
          .add("auroc", DataTypes.DoubleType)
          .add("auroc_lower", DataTypes.DoubleType)
          .add("auroc_upper", DataTypes.DoubleType)
          .add("auroc_p", DataTypes.DoubleType)
          .add("median_lead_steps", DataTypes.DoubleType)
          .add("lead_lower", DataTypes.DoubleType)
          .add("lead_upper", DataTypes.DoubleType)
          .add("level", DataTypes.DoubleType)
          .add("verdict", DataTypes.StringType);

  private Detectors() {}

  /** One row per workload and detector. */
  static Table of(
      List<Alarms.Run> runs, Map<WorkloadKey, double[]> thresholds, AnalyticsSettings settings) {
    Map<String, List<Alarms.Run>> workloads =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    run -> run.key().toString(), TreeMap::new, Collectors.toList()));
    List<Row> rows = new ArrayList<>();
    for (List<Alarms.Run> members : workloads.values()) {
      double[] limits = thresholds.get(members.get(0).key());
      for (Detector detector : Detector.values()) {
        if (limits != null && !Double.isNaN(limits[detector.ordinal()])) {
          rows.add(row(detector, limits[detector.ordinal()], members, settings));
        }
      }
      shuffled(members, settings).ifPresent(rows::add);
    }
    return new Table(SCHEMA, rows);
  }

  private static Row row(
      Detector detector, double threshold, List<Alarms.Run> runs, AnalyticsSettings settings) {
    List<Alarms.Run> heldOut = runs.stream().filter(Detectors::heldOutClean).toList();
    List<Alarms.Run> collapsed = runs.stream().filter(Detectors::collapsed).toList();
    Interval falseAlarms =
        share(heldOut, run -> run.alarmSteps().get(detector.ordinal()) != null, settings);
    Interval recall = share(collapsed, run -> run.caught(detector), settings);
    Separation separation =
        separation(detector, runs.stream().filter(Detectors::scored).toList(), settings);
    Interval auc = separation.auc();
    Interval lead = lead(detector, collapsed, settings);
    WorkloadKey key = runs.get(0).key();
    return Cells.row(
        key.sweep(),
        key.workload(),
        detector.word(),
        threshold,
        (int) runs.stream().filter(Alarms.Run::calibration).count(),
        heldOut.size(),
        falseAlarms.estimate(),
        falseAlarms.lower(),
        falseAlarms.upper(),
        collapsed.size(),
        recall.estimate(),
        recall.lower(),
        recall.upper(),
        auc.estimate(),
        auc.lower(),
        auc.upper(),
        separation.p(),
        lead.estimate(),
        lead.lower(),
        lead.upper(),
        settings.level(),
        verdict(auc, falseAlarms));
  }

  private static String verdict(Interval auc, Interval falseAlarms) {
    if (!(auc.lower() > 0.5)) {
      return Double.isNaN(auc.lower()) ? "undecided" : "rejected";
    }
    if (falseAlarms.n() < FEWEST_HELD_OUT) {
      return "undecided";
    }
    double rate = falseAlarms.estimate();
    return rate >= LOWEST_RATE && rate <= HIGHEST_RATE ? "accepted" : "rejected";
  }

  private static boolean heldOutClean(Alarms.Run run) {
    return run.clean() && !run.calibration();
  }

  private static boolean collapsed(Alarms.Run run) {
    return !run.clean() && run.collapseStep() != null;
  }

  private static boolean scored(Alarms.Run run) {
    return heldOutClean(run) || (!run.clean() && run.learned());
  }

  private static Interval share(
      List<Alarms.Run> runs, Predicate<Alarms.Run> condition, AnalyticsSettings settings) {
    long successes = runs.stream().filter(condition).count();
    return ProportionInterval.WILSON.of(successes, runs.size(), settings.level());
  }

  /** How well a detector's scores separate runs that collapsed from others. */
  private record Separation(Interval auc, double p) {}

  private static Separation separation(
      Detector detector, List<Alarms.Run> runs, AnalyticsSettings settings) {
    boolean[] positive = new boolean[runs.size()];
    double[] scores = new double[runs.size()];
    int positives = 0;
    for (int i = 0; i < positive.length; i++) {
      positive[i] = collapsed(runs.get(i));
      positives += positive[i] ? 1 : 0;
      Double maximum = runs.get(i).maxima().get(detector.ordinal());
      scores[i] = maximum == null ? Double.NEGATIVE_INFINITY : maximum;
    }
    return positives == 0 || positives == positive.length
        ? new Separation(Interval.unbounded(Double.NaN, settings.level(), runs.size()), Double.NaN)
        : new Separation(Auc.of(positive, scores).interval(settings.level()), p(positive, scores));
  }

  /** p of collapsed and other runs having the same scores (Mann and Whitney); NaN without one. */
  private static double p(boolean[] positive, double[] scores) {
    double p = MannWhitney.of(select(positive, scores, true), select(positive, scores, false)).p();
    return p >= 0 && p <= 1 ? p : Double.NaN;
  }

  private static double[] select(boolean[] positive, double[] scores, boolean wanted) {
    return IntStream.range(0, scores.length)
        .filter(i -> positive[i] == wanted)
        .mapToDouble(i -> scores[i])
        .toArray();
  }

  private static java.util.Optional<Row> shuffled(
      List<Alarms.Run> runs, AnalyticsSettings settings) {
    List<Alarms.Run> scored = runs.stream().filter(Detectors::scored).toList();
    List<Alarms.Run> order = new ArrayList<>(scored);
    order.sort(Comparator.comparingLong(run -> Seeds.of(run.runId(), SHUFFLED)));
    boolean[] positive = new boolean[scored.size()];
    double[] scores = new double[scored.size()];
    int positives = 0;
    for (int i = 0; i < positive.length; i++) {
      positive[i] = collapsed(order.get(i));
      positives += positive[i] ? 1 : 0;
      Double maximum = scored.get(i).maxima().get(Detector.META_STATE_T2.ordinal());
      scores[i] = maximum == null ? Double.NEGATIVE_INFINITY : maximum;
    }
    if (positives == 0 || positives == positive.length) {
      return java.util.Optional.empty();
    }
    Interval auc = Auc.of(positive, scores).interval(settings.level());
    Object[] cells = new Object[SCHEMA.size()];
    cells[0] = runs.get(0).key().sweep();
    cells[1] = runs.get(0).key().workload();
    cells[2] = SHUFFLED;
    cells[SCHEMA.fieldIndex("collapses")] = positives;
    cells[SCHEMA.fieldIndex("auroc")] = auc.estimate();
    cells[SCHEMA.fieldIndex("auroc_lower")] = auc.lower();
    cells[SCHEMA.fieldIndex("auroc_upper")] = auc.upper();
    cells[SCHEMA.fieldIndex("auroc_p")] = p(positive, scores);
    cells[SCHEMA.fieldIndex("level")] = settings.level();
    cells[SCHEMA.fieldIndex("verdict")] = auc.lower() > 0.5 ? "undecided" : "rejected";
    return java.util.Optional.of(Cells.row(cells));
  }

  /** Median lead over all collapses of a workload or several, misses counting 0, with interval. */
  static Interval lead(Detector detector, List<Alarms.Run> collapsed, AnalyticsSettings settings) {
    double[] leads = collapsed.stream().mapToDouble(run -> run.lead(detector)).toArray();
    return MedianInterval.of(leads, settings.level());
  }
}
