package org.shaketable.analytics.detection;

import java.io.Serializable;
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

  /**
   * The windows of a run, evaluations x numbers; {@code now} is NaN where a feature is missing, and
   * a row is null where all of them are.
   */
  public double[][] of(Trajectory run, Standardisation scale) {
    return of(run.length(), scale.columns(run));
  }

  /** The same of a run of so many rows whose columns are known. */
  double[][] of(int rows, Standardisation.Columns columns) {
    double[][] standardised = new double[rows][places.length];
    for (int f = 0; f < places.length; f++) {
      for (int row = 0; row < rows; row++) {
        standardised[row][f] = places[f] < 0 ? Double.NaN : columns.standardised()[places[f]][row];
      }
    }
    return of(standardised);
  }

  /** The windows of standardised features, evaluations x features. */
  public static double[][] of(double[][] standardised) {
    double[][] windows = new double[standardised.length][];
    int features = standardised.length == 0 ? 0 : standardised[0].length;
    boolean[] known = new boolean[standardised.length];
    for (int row = 0; row < windows.length; row++) {
      windows[row] = new double[width(features)];
    }
    for (int f = 0; f < features; f++) {
      fill(standardised, f, windows, known);
    }
    for (int row = 0; row < windows.length; row++) {
      windows[row] = known[row] ? windows[row] : null;
    }
    return windows;
  }

  /** One feature's numbers, by sums that move along with the window. */
  private static void fill(
      double[][] standardised, int feature, double[][] windows, boolean[] known) {
    double sum = 0;
    double size = 0;
    int count = 0;
    for (int row = 0; row < windows.length; row++) {
      double now = standardised[row][feature];
      double old = row < WINDOW ? Double.NaN : standardised[row - WINDOW][feature];
      if (!Double.isNaN(now)) {
        sum += now;
        size += Math.abs(now);
        count++;
        known[row] = true;
      }
      if (!Double.isNaN(old)) {
        sum -= old;
        size -= Math.abs(old);
        count--;
      }
      double[] numbers = windows[row];
      int at = EACH * feature;
      numbers[at] = now;
      numbers[at + 1] = count == 0 ? 0 : sum / count;
      numbers[at + 2] = row < WINDOW ? 0 : numbers[at + 1] - windows[row - WINDOW][at + 1];
      numbers[at + 3] = count == 0 ? 0 : size / count;
    }
  }
}
