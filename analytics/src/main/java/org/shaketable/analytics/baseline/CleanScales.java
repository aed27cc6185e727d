package org.shaketable.analytics.baseline;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.table.ControlKey;

/**
 * Where the clean runs of one configuration lie at each evaluation, and how far apart: what models
 * and detectors measure distances by. Missing values are left out; a run that diverged is missing
 * from then on.
 *
 * @param centre evaluations x (performance, then each feature): median; NaN where no run has it
 * @param scale in the same shape, 1.4826 times the median absolute deviation
 */
@SuppressWarnings("ArrayRecordComponent")
public record CleanScales(double[][] centre, double[][] scale) implements Serializable {
  /** The scales of no run. */
  public static final CleanScales NONE = new CleanScales(new double[0][], new double[0][]);

  /** The column of the performance; that of the first feature comes next. */
  public static final int PERFORMANCE = 0;

  /** The scales of each configuration. */
  public static Map<ControlKey, CleanScales> of(
      JavaRDD<PackedRun> runs, TrajectoryColumns columns) {
    Map<ControlKey, Map<Integer, double[]>> byKey = new HashMap<>();
    PerEvaluation.summarise(runs, (key, trajectory, row) -> numbers(trajectory, row))
        .forEach(
            found ->
                byKey
                    .computeIfAbsent(found.key(), key -> new HashMap<>())
                    .put(found.evaluation(), found.numbers()));
    Map<ControlKey, CleanScales> scales = new HashMap<>();
    byKey.forEach((key, summaries) -> scales.put(key, of(summaries, columns)));
    return scales;
  }

  /** The scales of a few runs of one configuration. */
  public static CleanScales of(List<Trajectory> runs, TrajectoryColumns columns) {
    Map<Integer, List<double[]>> samples = new HashMap<>();
    for (Trajectory run : runs) {
      for (int i = 0; i < run.length(); i++) {
        samples
            .computeIfAbsent(run.evaluation(i), evaluation -> new ArrayList<>())
            .add(numbers(run, i));
      }
    }
    Map<Integer, double[]> summaries = new HashMap<>();
    samples.forEach(
        (evaluation, sample) -> summaries.put(evaluation, PerEvaluation.summary(sample)));
    return of(summaries, columns);
  }

  private static CleanScales of(Map<Integer, double[]> summaries, TrajectoryColumns columns) {
    int width = 1 + columns.features().size();
    int length = summaries.keySet().stream().mapToInt(evaluation -> evaluation + 1).max().orElse(0);
    double[] unknown = new double[2 * width];
    Arrays.fill(unknown, Double.NaN);
    double[][] centre = new double[length][];
    double[][] scale = new double[length][];
    for (int evaluation = 0; evaluation < length; evaluation++) {
      double[] summary = summaries.getOrDefault(evaluation, unknown);
      centre[evaluation] = Arrays.copyOf(summary, width);
      scale[evaluation] = Arrays.copyOfRange(summary, width, 2 * width);
    }
    return new CleanScales(centre, scale);
  }

  private static double[] numbers(Trajectory run, int row) {
    double[] numbers = run.row(row, TrajectoryColumns.firstFeature() - 1);
    numbers[PERFORMANCE] = run.value(row, TrajectoryColumns.PERFORMANCE);
    return numbers;
  }

  /** Number of evaluations that any run has. */
  public int evaluations() {
    return centre.length;
  }
}
