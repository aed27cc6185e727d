package org.shaketable.analytics.metastate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.shaketable.analytics.baseline.Baseline;
import org.shaketable.analytics.baseline.Baselines;
import org.shaketable.analytics.baseline.CleanScales;
import org.shaketable.analytics.baseline.CleanSplit;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Normalisation;
import org.shaketable.analytics.stats.metastate.LowDimension;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.WorkloadRow;
import scala.Tuple2;

/**
 * Baselines, meta-state models and their clean distances of all configurations at all levels of
 * stochasticity, from the clean runs.
 */
public final class ControlGroups {
  private ControlGroups() {}

  /**
   * What each configuration's runs are judged against.
   *
   * @param clean clean runs with packed trajectories
   * @param level nominal coverage of intervals
   */
  public static Map<ControlKey, ControlGroup> of(
      JavaRDD<PackedRun> clean,
      TrajectoryColumns columns,
      Map<ConfigurationKey, WorkloadRow> workloads,
      double level) {
    Map<ControlKey, Baseline> baselines = Baselines.of(clean, columns);
    JavaRDD<PackedRun> calibration = clean.filter(run -> CleanSplit.calibration(run.runId()));
    Map<ControlKey, CleanScales> calibrated = CleanScales.of(calibration, columns);
    Map<ControlKey, Standardisation> scales = scales(calibrated, columns, workloads);
    Map<ControlKey, MetaStateModel> models =
        MetaStateFit.of(scales, calibration, columns.width(), level);
    Map<ControlKey, CleanBand> distances = distances(clean, columns, models);
    Map<ControlKey, ControlGroup> groups = new HashMap<>();
    baselines.forEach(
        (key, baseline) ->
            groups.put(
                key,
                new ControlGroup(
                    baseline,
                    reference(calibrated.get(key), scales.get(key), models.get(key)),
                    models.get(key),
                    distances.get(key),
                    workloads.get(key.configuration()))));
    return groups;
  }

  private static Map<ControlKey, Standardisation> scales(
      Map<ControlKey, CleanScales> calibrated,
      TrajectoryColumns columns,
      Map<ConfigurationKey, WorkloadRow> workloads) {
    Map<ControlKey, Standardisation> scales = new HashMap<>();
    calibrated.forEach(
        (key, clean) ->
            scales.put(
                key,
                Standardisation.of(
                    clean,
                    columns,
                    TrajectoryColumns.features(workloads.get(key.configuration())))));
    return scales;
  }

  /** Whether the meta-states of configurations that have a model are low-dimensional. */
  public static Map<ControlKey, LowDimension> lowDimension(Map<ControlKey, ControlGroup> groups) {
    Map<ControlKey, LowDimension> found = new HashMap<>();
    groups.forEach(
        (key, group) -> {
          if (group.model() != null) {
            found.put(key, group.model().lowDimension());
          }
        });
    return found;
  }

  /** The scales of performance. */
  public static Map<ControlKey, Normalisation> scales(Map<ControlKey, ControlGroup> groups) {
    Map<ControlKey, Normalisation> scales = new HashMap<>();
    groups.forEach((key, group) -> scales.put(key, group.normalisation()));
    return scales;
  }

  private static Yardstick reference(
      CleanScales calibrated, Standardisation scale, MetaStateModel model) {
    return calibrated == null
        ? Yardstick.UNKNOWN
        : new Yardstick(calibrated, scale, model == null ? null : model.monitor());
  }

  /** The bands of the clean runs' distances: one task gathers those of one configuration. */
  private static Map<ControlKey, CleanBand> distances(
      JavaRDD<PackedRun> clean, TrajectoryColumns columns, Map<ControlKey, MetaStateModel> models) {
    int width = columns.width();
    return new HashMap<>(
        clean
            .filter(run -> models.containsKey(run.control()))
            .mapToPair(run -> new Tuple2<>(run.control(), distances(run, width, models)))
            .groupByKey()
            .mapValues(ControlGroups::band)
            .collectAsMap());
  }

  /** A clean run's distances under its name, which orders them. */
  @SuppressWarnings("ArrayRecordComponent")
  private record RunDistances(String runId, double[] values) implements Serializable {}

  private static RunDistances distances(
      PackedRun run, int width, Map<ControlKey, MetaStateModel> models) {
    Trajectory own = run.trajectory(width);
    MetaStateModel model = models.get(run.control());
    double[] distances = new double[own.length()];
    Arrays.setAll(distances, i -> MetaStatePath.distance(model.position(own.row(i), 0).t2()));
    return new RunDistances(run.runId(), distances);
  }

  private static CleanBand band(Iterable<RunDistances> runs) {
    return CleanBand.ofRows(
        StreamSupport.stream(runs.spliterator(), false)
            .sorted(Comparator.comparing(RunDistances::runId))
            .map(RunDistances::values)
            .toList());
  }
}
