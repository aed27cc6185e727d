package org.shaketable.analytics.detection;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.shaketable.analytics.baseline.CleanSplit;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.metastate.CrossFit;
import org.shaketable.analytics.metastate.Yardstick;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.detection.ConformalThreshold;
import org.shaketable.analytics.stats.detection.Sustained;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * The detectors of one configuration with the thresholds above which they alarm: of a further clean
 * run at most one in twenty does.
 *
 * @param runs clean calibration runs that they rest on
 * @param byDetector the thresholds in the order of the catalogue; null where runs are too few
 */
public record Thresholds(int runs, Map<Detector, Double> byDetector) implements Serializable {
  /** The largest scores that so many calibration runs held, by the name of the detector. */
  private record Maxima(int runs, Map<String, List<Double>> byName) implements Serializable {}

  private static final double LEVEL = 0.95;

  /** Clean calibration runs below which no threshold keeps the promise. */
  public static final int FEWEST = ConformalThreshold.fewest(LEVEL);

  /**
   * The thresholds of each configuration.
   *
   * @param learned the scores that were learned on its workload
   */
  public static Map<ControlKey, Thresholds> of(
      JavaRDD<PackedRun> clean,
      TrajectoryColumns columns,
      Broadcast<Map<ControlKey, ControlGroup>> groups,
      Learned learned) {
    Map<ControlKey, Thresholds> thresholds = new HashMap<>();
    groups
        .value()
        .forEach(
            (key, group) ->
                thresholds.put(
                    key, none(Catalogue.of(group.workload(), group.reference(), learned.of(key)))));
    clean
        .filter(run -> CleanSplit.calibration(run.runId()))
        .groupBy(PackedRun::control, Math.max(1, thresholds.size()))
        .mapValues(
            runs ->
                StreamSupport.stream(runs.spliterator(), false)
                    .sorted((a, b) -> a.runId().compareTo(b.runId()))
                    .toList())
        .mapToPair(
            runs ->
                new scala.Tuple2<>(
                    runs._1(),
                    maxima(
                        runs._2(), columns, groups.value().get(runs._1()), learned.of(runs._1()))))
        .collect()
        // The detectors themselves stay here: some carry models, which need not be sent around.
        .forEach(found -> thresholds.put(found._1(), thresholds.get(found._1()).with(found._2())));
    return thresholds;
  }

  private static Maxima maxima(
      List<PackedRun> runs,
      TrajectoryColumns columns,
      ControlGroup group,
      List<LearnedModels> learned) {
    Map<Subject, Trajectory> bySubject = new LinkedHashMap<>();
    runs.forEach(run -> bySubject.put(Subject.of(run.facts()), run.trajectory()));
    return maxima(bySubject, columns, group.workload(), group.reference(), learned);
  }

  /**
   * The thresholds of calibration runs in the order of their ids, each scored by what the others
   * say.
   */
  static Thresholds of(
      Map<Subject, Trajectory> runs,
      TrajectoryColumns columns,
      WorkloadRow workload,
      Yardstick whole,
      List<LearnedModels> learned) {
    return none(Catalogue.of(workload, whole, learned))
        .with(maxima(runs, columns, workload, whole, learned));
  }

  private static Maxima maxima(
      Map<Subject, Trajectory> runs,
      TrajectoryColumns columns,
      WorkloadRow workload,
      Yardstick whole,
      List<LearnedModels> learned) {
    List<Yardstick> references = CrossFit.of(List.copyOf(runs.values()), columns, whole);
    Map<String, List<Double>> maxima = new HashMap<>();
    int next = 0;
    for (Map.Entry<Subject, Trajectory> run : runs.entrySet()) {
      Yardstick others = references.get(next++);
      Observed seen =
          Observed.of(
              run.getKey(), run.getValue(), columns, others, workload.performanceDirection());
      // Where the others have no model, nothing is said of this run.
      for (Detector detector : Catalogue.of(workload, others, learned)) {
        maxima
            .computeIfAbsent(detector.name(), name -> new ArrayList<>())
            .add(Sustained.maximum(detector.scores(seen), Sustained.CONSECUTIVE));
      }
    }
    return new Maxima(runs.size(), maxima);
  }

  /** The names of the detectors, in the order of the catalogue. */
  public List<String> names() {
    return byDetector.keySet().stream().map(Detector::name).toList();
  }

  /** The thresholds in that order; null where runs are too few. */
  public List<Double> values() {
    return new ArrayList<>(byDetector.values());
  }

  private static Thresholds none(List<Detector> detectors) {
    Map<Detector, Double> byDetector = new LinkedHashMap<>();
    detectors.forEach(detector -> byDetector.put(detector, null));
    return new Thresholds(0, byDetector);
  }

  private Thresholds with(Maxima maxima) {
    Map<Detector, Double> thresholds = new LinkedHashMap<>();
    for (Detector detector : byDetector.keySet()) {
      double[] known =
          maxima.byName().getOrDefault(detector.name(), List.of()).stream()
              .mapToDouble(Double::doubleValue)
              .toArray();
      OptionalDouble threshold = ConformalThreshold.of(known, LEVEL);
      thresholds.put(detector, threshold.isPresent() ? (Double) threshold.getAsDouble() : null);
    }
    return new Thresholds(maxima.runs(), thresholds);
  }
}
