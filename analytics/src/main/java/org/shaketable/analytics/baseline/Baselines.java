package org.shaketable.analytics.baseline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.descriptive.Spread;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.Status;

/**
 * Baselines of all configurations from their clean runs: exact percentiles at each evaluation, over
 * all clean runs of the configuration whatever their stochasticity. Missing values are left out; a
 * run that diverged is missing from then on.
 */
public final class Baselines {
  private static final double CONSISTENCY = 1.4826;
  private static final int HEAD = 4;

  private Baselines() {}

  /**
   * The baseline of each configuration.
   *
   * @param runs the table of runs
   * @param clean clean runs with packed trajectories
   */
  public static Map<ConfigurationKey, Baseline> of(
      Dataset<Row> runs, JavaRDD<PackedRun> clean, TrajectoryColumns columns) {
    int features = columns.features().size();
    List<PerEvaluation.Summarised> summaries =
        PerEvaluation.summarise(
            clean,
            columns.width(),
            (key, trajectory, row) -> sample(trajectory.row(row)),
            Baselines::summary);
    Map<ConfigurationKey, Integer> lengths = new HashMap<>();
    summaries.forEach(sample -> lengths.merge(sample.key(), 1 + sample.evaluation(), Math::max));
    Map<ConfigurationKey, Double> trained = trained(runs);
    Map<ConfigurationKey, Double> untrained = new HashMap<>();
    for (PerEvaluation.Summarised sample : summaries) {
      if (sample.evaluation() == 0) {
        untrained.put(sample.key(), sample.numbers()[2]);
      }
    }
    Map<ConfigurationKey, Baseline> baselines = new HashMap<>();
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

  private static Map<ConfigurationKey, Double> trained(Dataset<Row> runs) {
    Map<ConfigurationKey, Double> trained = new HashMap<>();
    runs.filter(
            col("role")
                .equalTo(Role.CLEAN.toString())
                .and(col("status").equalTo(Status.COMPLETED.toString()))
                .and(expr("final_performance is not null and not isnan(final_performance)")))
        .groupBy("sweep", "workload", "configuration")
        .agg(expr("percentile(final_performance, 0.5)").as("trained"))
        .collectAsList()
        .forEach(
            row ->
                trained.put(
                    new ConfigurationKey(row.getString(0), row.getString(1), row.getString(2)),
                    row.getDouble(3)));
    return trained;
  }

  /** Performance and features of one evaluation. */
  private static double[] sample(double[] numbers) {
    double[] sample =
        Arrays.copyOfRange(numbers, TrajectoryColumns.firstFeature() - 1, numbers.length);
    sample[0] = numbers[TrajectoryColumns.PERFORMANCE];
    return sample;
  }

  /**
   * Runs, lower, median, upper of the performance, then median and scale of each feature.
   *
   * @param columns performance and each feature at one evaluation, ascending, one value a run
   */
  public static double[] summary(double[][] columns) {
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
