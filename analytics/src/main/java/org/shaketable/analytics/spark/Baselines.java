package org.shaketable.analytics.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.descriptive.Spread;

/**
 * Baselines of all workloads from their clean runs: exact percentiles at each evaluation, over all
 * clean runs of the workload whatever their stochasticity. Missing values are left out; a run that
 * diverged is missing from then on.
 */
final class Baselines {
  private static final double CONSISTENCY = 1.4826;
  private static final int HEAD = 4;

  private Baselines() {}

  /**
   * The baseline of each workload.
   *
   * @param runs the table of runs
   * @param clean clean runs with packed trajectories
   */
  static Map<WorkloadKey, Baseline> of(
      Dataset<Row> runs, JavaRDD<PackedRun> clean, TrajectoryColumns columns) {
    int features = columns.features().size();
    List<PerEvaluation.Summarised> summaries =
        PerEvaluation.summarise(
            clean,
            columns.width(),
            (key, trajectory, row) -> sample(trajectory.row(row)),
            Baselines::summary);
    Map<WorkloadKey, Integer> lengths = new HashMap<>();
    summaries.forEach(sample -> lengths.merge(sample.key(), 1 + sample.evaluation(), Math::max));
    Map<WorkloadKey, Double> trained = trained(runs);
    Map<WorkloadKey, Double> untrained = new HashMap<>();
    for (PerEvaluation.Summarised sample : summaries) {
      if (sample.evaluation() == 0) {
        untrained.put(sample.key(), sample.numbers()[2]);
      }
    }
    Map<WorkloadKey, Baseline> baselines = new HashMap<>();
    lengths.forEach(
        (key, length) ->
            baselines.put(
                key,
                Baseline.empty(
                    untrained.getOrDefault(key, Double.NaN),
                    trained.getOrDefault(key, Double.NaN),
                    length,
                    features)));
    summaries.forEach(sample -> fill(baselines.get(sample.key()), sample, features));
    return baselines;
  }

  private static Map<WorkloadKey, Double> trained(Dataset<Row> runs) {
    Map<WorkloadKey, Double> trained = new HashMap<>();
    runs.filter(
            col("twin_run_id")
                .isNull()
                .and(col("status").equalTo("COMPLETED"))
                .and(expr("final_performance is not null and not isnan(final_performance)")))
        .groupBy("sweep", "workload")
        .agg(expr("percentile(final_performance, 0.5)").as("trained"))
        .collectAsList()
        .forEach(row -> trained.put(WorkloadKey.of(row), row.getDouble(2)));
    return trained;
  }

  /** Performance and features of one evaluation. */
  private static double[] sample(double[] numbers) {
    double[] sample =
        Arrays.copyOfRange(numbers, TrajectoryColumns.firstFeature() - 1, numbers.length);
    sample[0] = numbers[TrajectoryColumns.PERFORMANCE];
    return sample;
  }

  /** Runs, lower, median, upper of the performance, then median and scale of each feature. */
  static double[] summary(double[][] columns) {
    double[] performance = Percentiles.withoutNaN(columns[0]);
    int features = columns.length - 1;
    double[] summary = new double[HEAD + 2 * features];
    summary[0] = performance.length;
    summary[1] = Percentiles.ofSorted(performance, 5);
    summary[2] = Percentiles.ofSorted(performance, 50);
    summary[3] = Percentiles.ofSorted(performance, 95);
    for (int f = 0; f < features; f++) {
      double[] values = Percentiles.withoutNaN(columns[f + 1]);
      summary[HEAD + f] = Percentiles.ofSorted(values, 50);
      summary[HEAD + features + f] = CONSISTENCY * Spread.MEDIAN_ABSOLUTE_DEVIATION.of(values);
    }
    return summary;
  }

  private static void fill(Baseline baseline, PerEvaluation.Summarised sample, int features) {
    int evaluation = sample.evaluation();
    double[] summary = sample.numbers();
    baseline.runs()[evaluation] = (int) summary[0];
    baseline.lower()[evaluation] = summary[1];
    baseline.median()[evaluation] = summary[2];
    baseline.upper()[evaluation] = summary[3];
    System.arraycopy(summary, HEAD, baseline.centre()[evaluation], 0, features);
    System.arraycopy(summary, HEAD + features, baseline.scale()[evaluation], 0, features);
  }
}
