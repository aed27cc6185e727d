package org.shaketable.analytics.spark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.stats.descriptive.Percentiles;

/** Baselines, meta-state models and their clean distances of all workloads, from the clean runs. */
final class References {
  private References() {}

  /**
   * What each workload's runs are judged against.
   *
   * @param runs the table of runs
   * @param clean clean runs with packed trajectories
   */
  static Map<WorkloadKey, Reference> of(
      Dataset<Row> runs, JavaRDD<PackedRun> clean, TrajectoryColumns columns) {
    Map<WorkloadKey, Baseline> baselines = Baselines.of(runs, clean, columns);
    Map<WorkloadKey, MetaStateModel> models = MetaStateFit.of(baselines, clean, columns);
    Map<WorkloadKey, Reference.Distances> distances = distances(clean, columns, models, baselines);
    Map<WorkloadKey, Reference> references = new HashMap<>();
    baselines.forEach(
        (key, baseline) ->
            references.put(key, new Reference(baseline, models.get(key), distances.get(key))));
    return references;
  }

  private static Map<WorkloadKey, Reference.Distances> distances(
      JavaRDD<PackedRun> clean,
      TrajectoryColumns columns,
      Map<WorkloadKey, MetaStateModel> models,
      Map<WorkloadKey, Baseline> baselines) {
    Map<WorkloadKey, Reference.Distances> distances = new HashMap<>();
    models.keySet().forEach(key -> distances.put(key, unknown(baselines.get(key).evaluations())));
    PerEvaluation.summarise(
            clean,
            columns.width(),
            (key, trajectory, row) -> t2(models.get(key), trajectory.row(row)),
            References::percentiles)
        .stream()
        .filter(sample -> models.containsKey(sample.key()))
        .forEach(sample -> fill(distances.get(sample.key()), sample));
    return distances;
  }

  private static Reference.Distances unknown(int evaluations) {
    double[] nan = new double[evaluations];
    Arrays.fill(nan, Double.NaN);
    return new Reference.Distances(nan, nan.clone(), nan.clone(), new int[evaluations]);
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

  private static void fill(Reference.Distances distances, PerEvaluation.Summarised sample) {
    int evaluation = sample.evaluation();
    double[] numbers = sample.numbers();
    distances.runs()[evaluation] = (int) numbers[0];
    distances.lower()[evaluation] = numbers[1];
    distances.median()[evaluation] = numbers[2];
    distances.upper()[evaluation] = numbers[3];
  }
}
