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
    Sums sums = new Sums(standardised);
    double[][] windows = new double[rows][];
    double[][] latest = new double[WINDOW][];
    for (int row = 0; row < rows; row++) {
      boolean known = sums.move(row);
      // A window is compared with the one that it no longer overlaps.
      if (row % every == 0 || (row + WINDOW) % every == 0) {
        double[] numbers = sums.numbers(row, row < WINDOW ? null : latest[row % WINDOW]);
        latest[row % WINDOW] = numbers;
        windows[row] = known ? numbers : null;
      }
    }
    return windows;
  }

  /** What moves along with the window, of all features side by side. */
  private static final class Sums {
    private final double[][] standardised;
    private final double[] sum;
    private final double[] size;
    private final int[] count;

    Sums(double[][] standardised) {
      this.standardised = standardised;
      sum = new double[standardised.length];
      size = new double[standardised.length];
      count = new int[standardised.length];
    }

    /**
     * Takes a row in, and lets the one go that leaves the window.
     *
     * @return whether any feature of the new row is known
     */
    boolean move(int row) {
      boolean known = false;
      for (int f = 0; f < standardised.length; f++) {
        double now = standardised[f][row];
        if (!Double.isNaN(now)) {
          sum[f] += now;
          size[f] += Math.abs(now);
          count[f]++;
          known = true;
        }
        double old = row < WINDOW ? Double.NaN : standardised[f][row - WINDOW];
        if (!Double.isNaN(old)) {
          sum[f] -= old;
          size[f] -= Math.abs(old);
          count[f]--;
        }
      }
      return known;
    }

    /**
     * The numbers of the row that was taken in last.
     *
     * @param before those of the row that has just left the window; null where there is none
     */
    double[] numbers(int row, double[] before) {
      double[] numbers = new double[width(standardised.length)];
      for (int f = 0; f < standardised.length; f++) {
        int at = EACH * f;
        numbers[at] = standardised[f][row];
        numbers[at + 1] = count[f] == 0 ? 0 : sum[f] / count[f];
        numbers[at + 2] = before == null ? 0 : numbers[at + 1] - before[at + 1];
        numbers[at + 3] = count[f] == 0 ? 0 : size[f] / count[f];
      }
      return numbers;
    }
  }
}
