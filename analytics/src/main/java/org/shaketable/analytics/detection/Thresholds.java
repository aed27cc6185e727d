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
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * The detectors of one configuration with the thresholds above which they alarm: of a further clean
 * run at most one in twenty does.
 *
 * @param runs clean calibration runs that they rest on
 * @param byDetector the thresholds in the order of the catalogue; null where runs are too few
 */
public record Thresholds(int runs, Map<Detector, Double> byDetector) implements Serializable {
  private static final double LEVEL = 0.95;

  /** Clean calibration runs below which no threshold keeps the promise. */
  public static final int FEWEST = ConformalThreshold.fewest(LEVEL);

  /** The thresholds of each configuration. */
  public static Map<ConfigurationKey, Thresholds> of(
      JavaRDD<PackedRun> clean,
      TrajectoryColumns columns,
      Broadcast<Map<ConfigurationKey, ControlGroup>> groups) {
    Map<ConfigurationKey, Thresholds> thresholds = new HashMap<>();
    groups
        .value()
        .forEach(
            (key, group) ->
                thresholds.put(
                    key,
                    of(Catalogue.of(group.workload(), group.reference()), new HashMap<>(), 0)));
    clean
        .filter(run -> CleanSplit.calibration(run.runId()))
        .groupBy(PackedRun::key, Math.max(1, thresholds.size()))
        .mapValues(
            runs ->
                StreamSupport.stream(runs.spliterator(), false)
                    .sorted((a, b) -> a.runId().compareTo(b.runId()))
                    .toList())
        .mapToPair(
            runs ->
                new scala.Tuple2<>(
                    runs._1(), of(runs._2(), columns, groups.value().get(runs._1()))))
        .collect()
        .forEach(found -> thresholds.put(found._1(), found._2()));
    return thresholds;
  }

  private static Thresholds of(
      List<PackedRun> runs, TrajectoryColumns columns, ControlGroup group) {
    Map<String, Trajectory> byId = new LinkedHashMap<>();
    runs.forEach(run -> byId.put(run.runId(), run.trajectory(columns.width())));
    return of(byId, columns, group.workload(), group.reference());
  }

  /**
   * The thresholds of calibration runs in the order of their ids, each scored by what the others
   * say.
   */
  static Thresholds of(
      Map<String, Trajectory> runs,
      TrajectoryColumns columns,
      WorkloadRow workload,
      Yardstick whole) {
    List<Yardstick> references = CrossFit.of(List.copyOf(runs.values()), columns, whole);
    Map<String, List<Double>> maxima = new HashMap<>();
    int next = 0;
    for (Map.Entry<String, Trajectory> run : runs.entrySet()) {
      Yardstick others = references.get(next++);
      Observed seen =
          Observed.of(
              run.getKey(), run.getValue(), columns, others, workload.performanceDirection());
      // Where the others have no model, nothing is said of this run.
      for (Detector detector : Catalogue.of(workload, others)) {
        maxima
            .computeIfAbsent(detector.name(), name -> new ArrayList<>())
            .add(Sustained.maximum(detector.scores(seen), Sustained.CONSECUTIVE));
      }
    }
    return of(Catalogue.of(workload, whole), maxima, runs.size());
  }

  private static Thresholds of(
      List<Detector> detectors, Map<String, List<Double>> maxima, int runs) {
    Map<Detector, Double> byDetector = new LinkedHashMap<>();
    for (Detector detector : detectors) {
      double[] known =
          maxima.getOrDefault(detector.name(), List.of()).stream()
              .mapToDouble(Double::doubleValue)
              .toArray();
      OptionalDouble threshold = ConformalThreshold.of(known, LEVEL);
      byDetector.put(detector, threshold.isPresent() ? (Double) threshold.getAsDouble() : null);
    }
    return new Thresholds(runs, byDetector);
  }
}
