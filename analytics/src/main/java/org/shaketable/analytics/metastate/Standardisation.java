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
 * @param evaluations how many evaluations clean runs have
 * @param centre features x evaluations; NaN where no clean run has the feature
 * @param scale features x evaluations
 */
@SuppressWarnings("ArrayRecordComponent")
public record Standardisation(
    List<String> features,
    List<String> missing,
    List<String> constant,
    int[] columns,
    int evaluations,
    double[][] centre,
    double[][] scale)
    implements Serializable {
  private static final double CLIP = 6;
  private static final double FLOOR = 0.5;

  /** The standardisation of no feature. */
  static final Standardisation NONE =
      new Standardisation(
          List.of(), List.of(), List.of(), new int[0], 0, new double[0][], new double[0][]);

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
    double[][] centre = new double[used.size()][evaluations];
    double[][] scale = new double[used.size()][evaluations];
    int[] positions = used.stream().mapToInt(columns::indexOf).toArray();
    for (int i = 0; i < positions.length; i++) {
      int f = column(positions[i]);
      double floor = FLOOR * Percentiles.median(scales(clean, f));
      for (int e = 0; e < evaluations; e++) {
        centre[i][e] = clean.centre()[e][f];
        scale[i][e] = Math.max(floor, clean.scale()[e][f]);
      }
    }
    return new Standardisation(used, missing, constant, positions, evaluations, centre, scale);
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
   * A run by features, each a column of all rows.
   *
   * @param distances features x rows: how far each lies from the clean runs' median at the same
   *     evaluation, in their scale and not clipped; NaN where it, or the clean runs', is not known
   * @param standardised features x rows: the same clipped, and 0 where no clean run has the
   *     feature; NaN where the run lacks a feature that clean runs have, or has evaluations that no
   *     clean run has
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Columns(double[][] distances, double[][] standardised) {}

  /** All rows of a run. */
  public Columns columns(Trajectory run) {
    int[] evaluations = run.evaluations();
    boolean all = evaluations.length <= evaluations() && run.inPlace();
    int known = known(evaluations);
    double[][] distances = new double[columns.length][];
    double[][] standardised = new double[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      double[] middles = all ? centre[i] : at(evaluations, centre[i]);
      distances[i] = run.column(columns[i]);
      measure(distances[i], middles, all ? scale[i] : at(evaluations, scale[i]));
      standardised[i] = clipped(distances[i]);
      fillUnknown(standardised[i], middles, known);
    }
    return new Columns(distances, standardised);
  }

  /** The values at some evaluations; NaN where there are none. */
  private static double[] at(int[] evaluations, double[] values) {
    double[] at = new double[evaluations.length];
    for (int t = 0; t < at.length; t++) {
      at[t] = evaluations[t] < values.length ? values[evaluations[t]] : Double.NaN;
    }
    return at;
  }

  private static void measure(double[] values, double[] middles, double[] scales) {
    for (int t = 0; t < values.length; t++) {
      values[t] = (values[t] - middles[t]) / scales[t];
    }
  }

  private static double[] clipped(double[] distances) {
    double[] clipped = new double[distances.length];
    for (int t = 0; t < clipped.length; t++) {
      clipped[t] = Math.max(-CLIP, Math.min(CLIP, distances[t]));
    }
    return clipped;
  }

  /** How many of ascending evaluations some clean run has. */
  private int known(int[] evaluations) {
    int known = evaluations.length;
    while (known > 0 && evaluations[known - 1] >= evaluations()) {
      known--;
    }
    return known;
  }

  /** Puts 0 where no clean run has the feature. */
  private static void fillUnknown(double[] standardised, double[] middles, int rows) {
    for (int t = 0; t < rows; t++) {
      if (Double.isNaN(middles[t])) {
        standardised[t] = 0;
      }
    }
  }

  /** The standardised rows of a run that fit a model: those with every feature, all finite. */
  double[][] complete(Trajectory run) {
    double[][] standardised = columns(run).standardised();
    return IntStream.range(0, run.length())
        .filter(t -> complete(run.evaluation(t)))
        .mapToObj(t -> Arrays.stream(standardised).mapToDouble(column -> column[t]).toArray())
        .filter(values -> Arrays.stream(values).allMatch(Double::isFinite))
        .toArray(double[][]::new);
  }

  private boolean complete(int evaluation) {
    return evaluation < evaluations()
        && Arrays.stream(centre).noneMatch(feature -> Double.isNaN(feature[evaluation]));
  }
}
