package org.shaketable.analytics.baseline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.table.ControlKey;

/**
 * Baselines of all configurations from their clean runs, over all clean runs of the configuration
 * whatever their stochasticity. Missing values of features are left out.
 */
public final class Baselines {
  private Baselines() {}

  /**
   * The baseline of each configuration.
   *
   * @param clean clean runs with packed trajectories
   */
  public static Map<ControlKey, Baseline> of(JavaRDD<PackedRun> clean, TrajectoryColumns columns) {
    int features = columns.features().size();
    List<PerEvaluation.Summarised> summaries =
        PerEvaluation.summarise(
            clean, (trajectory, row) -> trajectory.row(row, TrajectoryColumns.firstFeature()));
    Map<ControlKey, Integer> lengths = new HashMap<>();
    summaries.forEach(sample -> lengths.merge(sample.key(), 1 + sample.evaluation(), Math::max));
    Map<ControlKey, Baseline> baselines = new HashMap<>();
    CleanPerformance.of(clean)
        .forEach(
            (key, performance) ->
                baselines.put(
                    key,
                    Baseline.empty(Double.NaN, Double.NaN, lengths.getOrDefault(key, 0), features)
                        .with(performance)));
    summaries.forEach(sample -> fill(baselines.get(sample.key()), sample, features));
    return baselines;
  }

  private static void fill(Baseline baseline, PerEvaluation.Summarised sample, int features) {
    double[] summary = sample.numbers();
    System.arraycopy(summary, 0, baseline.centre()[sample.evaluation()], 0, features);
    System.arraycopy(summary, features, baseline.scale()[sample.evaluation()], 0, features);
  }
}
