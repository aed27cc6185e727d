package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.detection.Sustained;

/**
 * Thresholds of the detectors: the 95th percentile of the sustained maximum over the clean
 * calibration runs, so that one in twenty clean runs gives a false alarm.
 */
final class Thresholds {
  private static final double PERCENTILE = 95;

  private record Maxima(WorkloadKey key, double[] byDetector) implements java.io.Serializable {}

  private Thresholds() {}

  /** By detector's ordinal, of each workload; NaN where nothing is known. */
  static Map<WorkloadKey, double[]> of(
      JavaRDD<PackedRun> clean,
      TrajectoryColumns columns,
      Broadcast<Map<WorkloadKey, Reference>> references) {
    List<Maxima> maxima =
        clean
            .filter(run -> Calibration.contains(run.runId()))
            .map(run -> maxima(run, columns, references.value()))
            .collect();
    Map<WorkloadKey, List<double[]>> byWorkload = new HashMap<>();
    maxima.forEach(
        run ->
            byWorkload.computeIfAbsent(run.key(), key -> new ArrayList<>()).add(run.byDetector()));
    Map<WorkloadKey, double[]> thresholds = new HashMap<>();
    byWorkload.forEach((key, runs) -> thresholds.put(key, percentiles(runs)));
    return thresholds;
  }

  private static Maxima maxima(
      PackedRun run, TrajectoryColumns columns, Map<WorkloadKey, Reference> references) {
    WorkloadKey key = run.key();
    Reference reference = references.get(key);
    Trajectory own = run.trajectory(columns.width());
    Detector.Source source =
        new Detector.Source(run.runId(), own, reference, columns, Places.of(own, reference));
    double[] maxima = new double[Detector.values().length];
    for (Detector detector : Detector.values()) {
      maxima[detector.ordinal()] =
          Sustained.maximum(detector.series(source), Sustained.CONSECUTIVE);
    }
    return new Maxima(key, maxima);
  }

  private static double[] percentiles(List<double[]> runs) {
    double[] thresholds = new double[Detector.values().length];
    for (int d = 0; d < thresholds.length; d++) {
      int detector = d;
      double[] maxima =
          runs.stream().mapToDouble(run -> run[detector]).filter(Double::isFinite).toArray();
      thresholds[d] = Percentiles.of(maxima, PERCENTILE);
    }
    return thresholds;
  }
}
