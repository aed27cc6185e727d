package org.shaketable.analytics.metastate;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.shaketable.analytics.baseline.Baseline;
import org.shaketable.analytics.baseline.Baselines;
import org.shaketable.analytics.baseline.CleanScales;
import org.shaketable.analytics.baseline.CleanSplit;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Normalisation;
import org.shaketable.analytics.stats.metastate.LowDimension;
import org.shaketable.analytics.stats.metastate.Monitor;
import org.shaketable.analytics.stats.mixture.Regimes;
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
    Map<ControlKey, MetaStateModel> models = MetaStateFit.of(scales, calibration, level);
    Map<ControlKey, CleanStates> states = states(clean, models);
    Map<ControlKey, ControlGroup> groups = new HashMap<>();
    baselines.forEach(
        (key, baseline) ->
            groups.put(
                key,
                new ControlGroup(
                    baseline,
                    reference(calibrated.get(key), scales.get(key), models.get(key)),
                    models.get(key),
                    states.getOrDefault(key, CleanStates.NONE).regimes(),
                    states.getOrDefault(key, CleanStates.NONE).distances(),
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

  /**
   * What the meta-states of a configuration's clean runs say.
   *
   * @param distances the band of their distances
   * @param regimes the clouds of the calibration runs' rows
   */
  private record CleanStates(CleanBand distances, Regimes regimes) implements Serializable {
    static final CleanStates NONE = new CleanStates(null, null);
  }

  /** One task gathers the clean runs of one configuration. */
  private static Map<ControlKey, CleanStates> states(
      JavaRDD<PackedRun> clean, Map<ControlKey, MetaStateModel> models) {
    return new HashMap<>(
        clean
            .filter(run -> models.containsKey(run.control()))
            .mapToPair(run -> new Tuple2<>(run.control(), states(run, models)))
            .groupByKey()
            .mapValues(ControlGroups::states)
            .collectAsMap());
  }

  /**
   * A clean run's distances under its name, which orders them.
   *
   * @param plane where its rows lie in the plane; none of a run held out
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record RunStates(String runId, double[] values, double[][] plane)
      implements Serializable {}

  private static RunStates states(PackedRun run, Map<ControlKey, MetaStateModel> models) {
    Monitor.Positions positions = models.get(run.control()).positions(run.trajectory(), 2);
    return new RunStates(
        run.runId(),
        MetaStatePath.distances(positions.t2()),
        CleanSplit.calibration(run.runId())
            ? known(positions.scores()[0], positions.scores()[1])
            : new double[0][]);
  }

  private static double[][] known(double[] first, double[] second) {
    return IntStream.range(0, first.length)
        .filter(i -> Double.isFinite(first[i]) && Double.isFinite(second[i]))
        .mapToObj(i -> new double[] {first[i], second[i]})
        .toArray(double[][]::new);
  }

  private static CleanStates states(Iterable<RunStates> runs) {
    List<RunStates> ordered =
        StreamSupport.stream(runs.spliterator(), false)
            .sorted(Comparator.comparing(RunStates::runId))
            .toList();
    return new CleanStates(
        CleanBand.ofRows(ordered.stream().map(RunStates::values).toList()),
        Regimes.of(ordered.stream().map(RunStates::plane).toList()));
  }
}
