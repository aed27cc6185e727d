package org.shaketable.analytics.baseline;

import java.io.Serializable;
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
    PerEvaluation.summarise(runs, CleanScales::numbers)
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
    int width = 1 + columns.features().size();
    int length = runs.stream().mapToInt(CleanScales::evaluations).max().orElse(0);
    double[][] centre = new double[length][width];
    double[][] scale = new double[length][width];
    double[] sample = new double[runs.size()];
    for (int number = 0; number < width; number++) {
      int column = column(number);
      List<double[]> values = runs.stream().map(run -> byEvaluation(run, column)).toList();
      for (int evaluation = 0; evaluation < length; evaluation++) {
        for (int run = 0; run < sample.length; run++) {
          double[] own = values.get(run);
          sample[run] = evaluation < own.length ? own[evaluation] : Double.NaN;
        }
        MedianScale of = MedianScale.of(sample);
        centre[evaluation][number] = of.median();
        scale[evaluation][number] = of.scale();
      }
    }
    return new CleanScales(centre, scale);
  }

  /** One more than the number of the last evaluation. */
  private static int evaluations(Trajectory run) {
    return run.length() == 0 ? 0 : run.evaluation(run.length() - 1) + 1;
  }

  /** A column by the numbers of the evaluations; NaN for those that the run does not have. */
  private static double[] byEvaluation(Trajectory run, int column) {
    double[] values = run.column(column);
    if (run.inPlace()) {
      return values;
    }
    double[] byEvaluation = new double[evaluations(run)];
    Arrays.fill(byEvaluation, Double.NaN);
    for (int row = 0; row < values.length; row++) {
      byEvaluation[run.evaluation(row)] = values[row];
    }
    return byEvaluation;
  }

  private static int column(int number) {
    return number == PERFORMANCE
        ? TrajectoryColumns.PERFORMANCE
        : TrajectoryColumns.firstFeature() + number - 1;
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
