package org.shaketable.analytics.detection;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.shaketable.analytics.metastate.Standardisation;
import org.shaketable.analytics.packing.Trajectory;

/**
 * What a learned score sees of the past of a run: of each feature, standardised by clean runs, four
 * numbers of the evaluations up to the one that is scored.
 *
 * <ul>
 *   <li>now: the feature
 *   <li>level: its mean over the latest five evaluations
 *   <li>change: that mean less the one of the five evaluations before
 *   <li>size: the mean of its absolute value over the latest five
 * </ul>
 *
 * A value that is missing is left out of means; where nothing is known, all but {@code now} are 0,
 * which is where clean runs are. Every number of the workload's features stands in the order of the
 * features, four by four.
 */
public final class FeatureWindows implements Serializable {
  private static final long serialVersionUID = 1;

  /** Numbers of each feature. */
  public static final int EACH = 4;

  private static final int WINDOW = 5;

  private final int[] places;

  /**
   * The windows of a workload's features.
   *
   * @param features the features of the workload, in order
   */
  public FeatureWindows(List<String> features, Standardisation scale) {
    places = features.stream().mapToInt(scale.features()::indexOf).toArray();
  }

  /** How many numbers there are of so many features. */
  public static int width(int features) {
    return EACH * features;
  }

  /** The features of a run that windows are made of: evaluations x features, NaN where missing. */
  public double[][] standardised(Trajectory run, Standardisation scale) {
    double[][] rows = new double[run.length()][];
    for (int i = 0; i < rows.length; i++) {
      double[] known = scale.apply(run.row(i));
      double[] row = new double[places.length];
      Arrays.setAll(row, f -> places[f] < 0 ? Double.NaN : known[places[f]]);
      rows[i] = row;
    }
    return rows;
  }

  /** The numbers at one evaluation; {@code now} is NaN where the feature is missing. */
  public static double[] at(double[][] standardised, int row) {
    int features = standardised[row].length;
    double[] numbers = new double[width(features)];
    for (int f = 0; f < features; f++) {
      double level = mean(standardised, row, f);
      numbers[EACH * f] = standardised[row][f];
      numbers[EACH * f + 1] = level;
      numbers[EACH * f + 2] = row < WINDOW ? 0 : level - mean(standardised, row - WINDOW, f);
      numbers[EACH * f + 3] = size(standardised, row, f);
    }
    return numbers;
  }

  private static double mean(double[][] rows, int last, int feature) {
    double sum = 0;
    int known = 0;
    for (int i = Math.max(0, last + 1 - WINDOW); i <= last; i++) {
      double value = rows[i][feature];
      if (!Double.isNaN(value)) {
        sum += value;
        known++;
      }
    }
    return known == 0 ? 0 : sum / known;
  }

  private static double size(double[][] rows, int last, int feature) {
    double sum = 0;
    int known = 0;
    for (int i = Math.max(0, last + 1 - WINDOW); i <= last; i++) {
      double value = Math.abs(rows[i][feature]);
      if (!Double.isNaN(value)) {
        sum += value;
        known++;
      }
    }
    return known == 0 ? 0 : sum / known;
  }

  /** Whether any feature is known at an evaluation. */
  static boolean known(double[] standardised) {
    return Arrays.stream(standardised).anyMatch(value -> !Double.isNaN(value));
  }
}
