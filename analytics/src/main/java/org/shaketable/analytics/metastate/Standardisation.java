package org.shaketable.analytics.metastate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.shaketable.analytics.baseline.CleanScales;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.descriptive.Percentiles;

/**
 * Features on a common scale: their distance from the median of the clean runs at the same
 * evaluation, over 1.4826 times their median absolute deviation there, clipped at +-6.
 *
 * <ul>
 *   <li>a scale below half of the feature's median scale is taken as that: where a feature takes
 *       few values, as a bisected step size does, most clean runs agree at some evaluations, and
 *       their median absolute deviation there, 0 or nearly so, says nothing of how far the others
 *       lie
 *   <li>a feature with no value in most evaluations, or whose median scale is 0, is left out
 *   <li>where no clean run has the feature at an evaluation, it counts as 0 there
 *   <li>where clean runs have it but the run does not, the row has no meta-state
 * </ul>
 *
 * @param columns positions of the features in a trajectory's rows
 * @param centre evaluations x features; NaN where no clean run has the feature
 * @param scale evaluations x features
 */
@SuppressWarnings("ArrayRecordComponent")
public record Standardisation(
    List<String> features,
    List<String> missing,
    List<String> constant,
    int[] columns,
    double[][] centre,
    double[][] scale)
    implements Serializable {
  private static final double CLIP = 6;
  private static final double FLOOR = 0.5;

  /** The standardisation of no feature. */
  static final Standardisation NONE =
      new Standardisation(
          List.of(), List.of(), List.of(), new int[0], new double[0][], new double[0][]);

  /**
   * The standardisation by clean runs.
   *
   * @param features those that the workload has
   */
  static Standardisation of(CleanScales clean, TrajectoryColumns columns, List<String> features) {
    List<String> used = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> constant = new ArrayList<>();
    for (String feature : features) {
      int f = column(columns.indexOf(feature));
      double[] scales = scales(clean, f);
      boolean known = 2 * scales.length > clean.evaluations();
      boolean moves = known && Percentiles.median(scales) > 0;
      (moves ? used : known ? constant : missing).add(feature);
    }
    int evaluations = clean.evaluations();
    double[][] centre = new double[evaluations][used.size()];
    double[][] scale = new double[evaluations][used.size()];
    int[] positions = used.stream().mapToInt(columns::indexOf).toArray();
    for (int i = 0; i < positions.length; i++) {
      int f = column(positions[i]);
      double floor = FLOOR * Percentiles.median(scales(clean, f));
      for (int e = 0; e < evaluations; e++) {
        centre[e][i] = clean.centre()[e][f];
        scale[e][i] = Math.max(floor, clean.scale()[e][f]);
      }
    }
    return new Standardisation(used, missing, constant, positions, centre, scale);
  }

  private static double[] scales(CleanScales clean, int feature) {
    return Percentiles.withoutNaN(
        Arrays.stream(clean.scale()).mapToDouble(row -> row[feature]).toArray());
  }

  /** Where a column of trajectories stands in the scales. */
  private static int column(int position) {
    return position - TrajectoryColumns.firstFeature() + 1;
  }

  /** Number of features. */
  int width() {
    return columns.length;
  }

  /**
   * The standardised features of one row of a trajectory; NaN where the run lacks a feature that
   * clean runs have, or has evaluations that no clean run has.
   */
  public double[] apply(double[] row) {
    int evaluation = (int) row[TrajectoryColumns.EVALUATION];
    double[] standardised = new double[columns.length];
    if (evaluation >= centre.length) {
      Arrays.fill(standardised, Double.NaN);
      return standardised;
    }
    double[] middles = centre[evaluation];
    double[] scales = scale[evaluation];
    // Values are gathered first: several of them are divided at once then.
    for (int i = 0; i < columns.length; i++) {
      standardised[i] = row[columns[i]];
    }
    for (int i = 0; i < standardised.length; i++) {
      standardised[i] = distance(standardised[i], middles[i], scales[i]);
    }
    for (int i = 0; i < standardised.length; i++) {
      standardised[i] = standardised(standardised[i], middles[i]);
    }
    return standardised;
  }

  private static double distance(double value, double middle, double scale) {
    return (value - middle) / scale;
  }

  /**
   * How far one feature lies from the clean runs' median at the same evaluation, in their scale and
   * not clipped; NaN where it, or the clean runs', is not known.
   *
   * @param feature its number among the features of the model
   */
  public double distance(double[] row, int feature) {
    int evaluation = (int) row[TrajectoryColumns.EVALUATION];
    return evaluation < centre.length
        ? distance(row[columns[feature]], centre[evaluation][feature], scale[evaluation][feature])
        : Double.NaN;
  }

  /**
   * A run by features, each a column of all rows.
   *
   * @param distances features x rows, see {@link Standardisation#distance}
   * @param standardised features x rows, see {@link Standardisation#apply}
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Columns(double[][] distances, double[][] standardised) {}

  /** All rows of a run at once. */
  public Columns columns(Trajectory run) {
    double[][] distances = new double[columns.length][run.length()];
    double[][] standardised = new double[columns.length][run.length()];
    for (int t = 0; t < run.length(); t++) {
      int evaluation = run.evaluation(t);
      boolean known = evaluation < centre.length;
      for (int i = 0; i < columns.length; i++) {
        double middle = known ? centre[evaluation][i] : Double.NaN;
        double distance =
            known ? distance(run.value(t, columns[i]), middle, scale[evaluation][i]) : Double.NaN;
        distances[i][t] = distance;
        standardised[i][t] = known ? standardised(distance, middle) : Double.NaN;
      }
    }
    return new Columns(distances, standardised);
  }

  /** Clipped; 0 where no clean run has the feature. */
  private static double standardised(double distance, double middle) {
    // Neither comparison holds for NaN, which stays.
    double clipped = distance > CLIP ? CLIP : distance < -CLIP ? -CLIP : distance;
    return Double.isNaN(middle) ? 0 : clipped;
  }

  /** The standardised rows of a run that fit a model: those with every feature, all finite. */
  double[][] complete(Trajectory run) {
    return IntStream.range(0, run.length())
        .filter(i -> complete(run.evaluation(i)))
        .mapToObj(i -> apply(run.row(i)))
        .filter(values -> Arrays.stream(values).allMatch(Double::isFinite))
        .toArray(double[][]::new);
  }

  private boolean complete(int evaluation) {
    return evaluation < centre.length && Arrays.stream(centre[evaluation]).noneMatch(Double::isNaN);
  }
}
