package org.shaketable.analytics.metastate;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.shaketable.analytics.baseline.Baseline;
import org.shaketable.analytics.baseline.Baselines;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.WorkloadRow;
import scala.Tuple2;

/**
 * Baselines, meta-state models and their clean distances of all configurations, from the clean
 * runs.
 */
public final class ControlGroups {
  private ControlGroups() {}

  /**
   * What each configuration's runs are judged against.
   *
   * @param clean clean runs with packed trajectories
   */
  public static Map<ConfigurationKey, ControlGroup> of(
      JavaRDD<PackedRun> clean,
      TrajectoryColumns columns,
      Map<ConfigurationKey, WorkloadRow> workloads) {
    Map<ConfigurationKey, Baseline> baselines = Baselines.of(clean, columns);
    Map<ConfigurationKey, MetaStateModel> models =
        MetaStateFit.of(baselines, clean, columns, workloads);
    Map<ConfigurationKey, CleanBand> distances = distances(clean, columns, models);
    Map<ConfigurationKey, ControlGroup> groups = new HashMap<>();
    baselines.forEach(
        (key, baseline) ->
            groups.put(
                key,
                new ControlGroup(
                    baseline, models.get(key), distances.get(key), workloads.get(key))));
    return groups;
  }

  /** The bands of the clean runs' distances: one task gathers those of one configuration. */
  private static Map<ConfigurationKey, CleanBand> distances(
      JavaRDD<PackedRun> clean,
      TrajectoryColumns columns,
      Map<ConfigurationKey, MetaStateModel> models) {
    int width = columns.width();
    return new HashMap<>(
        clean
            .filter(run -> models.containsKey(run.key()))
            .mapToPair(run -> new Tuple2<>(run.key(), distances(run, width, models)))
            .groupByKey()
            .mapValues(ControlGroups::band)
            .collectAsMap());
  }

  /** A clean run's distances under its name, which orders them. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Distances(String runId, double[] values) implements Serializable {}

  private static Distances distances(
      PackedRun run, int width, Map<ConfigurationKey, MetaStateModel> models) {
    MetaStatePath path = MetaStatePath.of(run.trajectory(width), models.get(run.key()));
    return new Distances(run.runId(), path.distances());
  }

  private static CleanBand band(Iterable<Distances> runs) {
    return CleanBand.ofRows(
        StreamSupport.stream(runs.spliterator(), false)
            .sorted(Comparator.comparing(Distances::runId))
            .map(Distances::values)
            .toList());
  }
}
