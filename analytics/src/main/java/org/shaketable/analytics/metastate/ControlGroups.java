package org.shaketable.analytics.metastate;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.baseline.Baseline;
import org.shaketable.analytics.baseline.Baselines;
import org.shaketable.analytics.baseline.PerEvaluation;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * Baselines, meta-state models and their clean distances of all configurations, from the clean
 * runs.
 */
public final class ControlGroups {
  private ControlGroups() {}

  /**
   * What each configuration's runs are judged against.
   *
   * @param runs the table of runs
   * @param clean clean runs with packed trajectories
   */
  public static Map<ConfigurationKey, ControlGroup> of(
      Dataset<Row> runs,
      JavaRDD<PackedRun> clean,
      TrajectoryColumns columns,
      Map<ConfigurationKey, WorkloadRow> workloads) {
    Map<ConfigurationKey, Baseline> baselines = Baselines.of(runs, clean, columns);
    Map<ConfigurationKey, MetaStateModel> models =
        MetaStateFit.of(baselines, clean, columns, workloads);
    Map<ConfigurationKey, CleanDistances> distances = distances(clean, columns, models, baselines);
    Map<ConfigurationKey, ControlGroup> groups = new HashMap<>();
    baselines.forEach(
        (key, baseline) ->
            groups.put(
                key,
                new ControlGroup(
                    baseline, models.get(key), distances.get(key), workloads.get(key))));
    return groups;
  }

  private static Map<ConfigurationKey, CleanDistances> distances(
      JavaRDD<PackedRun> clean,
      TrajectoryColumns columns,
      Map<ConfigurationKey, MetaStateModel> models,
      Map<ConfigurationKey, Baseline> baselines) {
    Map<ConfigurationKey, CleanDistances> distances = new HashMap<>();
    models
        .keySet()
        .forEach(
            key -> distances.put(key, CleanDistances.unknown(baselines.get(key).evaluations())));
    PerEvaluation.summarise(
            clean,
            columns.width(),
            (key, trajectory, row) -> t2(models.get(key), trajectory.row(row)),
            ControlGroups::percentiles)
        .stream()
        .filter(sample -> models.containsKey(sample.key()))
        .forEach(sample -> fill(distances.get(sample.key()), sample));
    return distances;
  }

  private static double[] t2(MetaStateModel model, double[] row) {
    return new double[] {model == null ? Double.NaN : model.position(row, 0).t2()};
  }

  private static double[] percentiles(double[][] columns) {
    double[] t2 = Percentiles.withoutNaN(columns[0]);
    return new double[] {
      t2.length,
      Percentiles.ofSorted(t2, 5),
      Percentiles.ofSorted(t2, 50),
      Percentiles.ofSorted(t2, 95)
    };
  }

  private static void fill(CleanDistances distances, PerEvaluation.Summarised sample) {
    int evaluation = sample.evaluation();
    double[] numbers = sample.numbers();
    distances.runs()[evaluation] = (int) numbers[0];
    distances.lower()[evaluation] = numbers[1];
    distances.median()[evaluation] = numbers[2];
    distances.upper()[evaluation] = numbers[3];
  }
}
