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

  /**
   * The windows of a run, evaluations x numbers; {@code now} is NaN where a feature is missing, and
   * a row is null where all of them are.
   *
   * @param every rows from one that is asked for to the next, from the first on; what stands in the
   *     others means nothing
   */
  public double[][] of(Trajectory run, Standardisation scale, int every) {
    return of(run.length(), scale.columns(run), every);
  }

  /** The same of a run of so many rows whose columns are known. */
  double[][] of(int rows, Standardisation.Columns columns, int every) {
    double[] missing = new double[rows];
    Arrays.fill(missing, Double.NaN);
    double[][] standardised =
        Arrays.stream(places)
            .mapToObj(place -> place < 0 ? missing : columns.standardised()[place])
            .toArray(double[][]::new);
    return of(rows, standardised, every);
  }

  /** The windows of standardised features, features x evaluations. */
  public static double[][] of(int rows, double[][] standardised, int every) {
    double[][] windows = new double[rows][];
    for (int row = 0; row < rows; row++) {
      // A window is compared with the one that it no longer overlaps.
      if (row % every == 0 || (row + WINDOW) % every == 0) {
        windows[row] = new double[width(standardised.length)];
      }
    }
    boolean[] known = new boolean[rows];
    for (int f = 0; f < standardised.length; f++) {
      fill(standardised[f], EACH * f, windows, known);
    }
    for (int row = 0; row < rows; row++) {
      windows[row] = known[row] ? windows[row] : null;
    }
    return windows;
  }

  /**
   * One feature's numbers, by sums that move along with the window.
   *
   * @param at where they stand in a row of windows
   * @param windows null where they are not asked for
   */
  private static void fill(double[] values, int at, double[][] windows, boolean[] known) {
    double sum = 0;
    double size = 0;
    int count = 0;
    double[] levels = new double[values.length];
    for (int row = 0; row < windows.length; row++) {
      double now = values[row];
      double old = row < WINDOW ? Double.NaN : values[row - WINDOW];
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
      if (numbers != null) {
        levels[row] = count == 0 ? 0 : sum / count;
        numbers[at] = now;
        numbers[at + 1] = levels[row];
        numbers[at + 2] = row < WINDOW ? 0 : levels[row] - levels[row - WINDOW];
        numbers[at + 3] = count == 0 ? 0 : size / count;
      }
    }
  }
}
