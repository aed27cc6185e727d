package org.shaketable.analytics.detection;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.shaketable.analytics.baseline.CleanSplit;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.metastate.MetaStatePath;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.detection.Sustained;
import org.shaketable.analytics.table.ConfigurationKey;

/**
 * Thresholds of the detectors: the 95th percentile of the sustained maximum over the clean
 * calibration runs, so that one in twenty clean runs gives a false alarm.
 */
public final class DetectorThresholds {
  private static final double PERCENTILE = 95;

  private record Maxima(ConfigurationKey key, Map<Detector, Double> byDetector)
      implements Serializable {}

  private DetectorThresholds() {}

  /** Those of each configuration; without detectors of which nothing is known. */
  public static Map<ConfigurationKey, Map<Detector, Double>> of(
      JavaRDD<PackedRun> clean,
      TrajectoryColumns columns,
      Broadcast<Map<ConfigurationKey, ControlGroup>> groups) {
    List<Maxima> maxima =
        clean
            .filter(run -> CleanSplit.calibration(run.runId()))
            .map(run -> maxima(run, columns, groups.value().get(run.key())))
            .collect();
    Map<ConfigurationKey, List<Map<Detector, Double>>> byKey = new HashMap<>();
    maxima.forEach(
        run -> byKey.computeIfAbsent(run.key(), key -> new ArrayList<>()).add(run.byDetector()));
    Map<ConfigurationKey, Map<Detector, Double>> thresholds = new HashMap<>();
    byKey.forEach((key, runs) -> thresholds.put(key, percentiles(runs)));
    return thresholds;
  }

  private static Maxima maxima(PackedRun run, TrajectoryColumns columns, ControlGroup group) {
    Trajectory own = run.trajectory(columns.width());
    Detector.Input input =
        new Detector.Input(run.runId(), own, group, columns, MetaStatePath.of(own, group));
    Map<Detector, Double> maxima = new EnumMap<>(Detector.class);
    for (Detector detector : Detector.values()) {
      maxima.put(detector, Sustained.maximum(detector.series(input), Sustained.CONSECUTIVE));
    }
    return new Maxima(run.key(), maxima);
  }

  private static Map<Detector, Double> percentiles(List<Map<Detector, Double>> runs) {
    Map<Detector, Double> thresholds = new EnumMap<>(Detector.class);
    for (Detector detector : Detector.values()) {
      double[] maxima =
          runs.stream().mapToDouble(run -> run.get(detector)).filter(Double::isFinite).toArray();
      double threshold = Percentiles.of(maxima, PERCENTILE);
      if (!Double.isNaN(threshold)) {
        thresholds.put(detector, threshold);
      }
    }
    return thresholds;
  }
}
