package org.shaketable.analytics.stats.curve;

import java.util.Arrays;
import java.util.List;
import org.shaketable.analytics.stats.descriptive.Percentiles;

/**
 * Range of clean runs at each evaluation: 5th to 95th percentile, and the median.
 *
 * <ul>
 *   <li>it reaches as far as the longest clean run; past its end the bounds are NaN
 *   <li>values that are NaN, or missing because the run diverged, are left out; {@link #runs(int)}
 *       says how many remain
 *   <li>one clean run: the band is that run
 * </ul>
 */
public final class CleanBand {
  private static final double LOWER = 5;
  private static final double UPPER = 95;

  private final double[] lower;
  private final double[] median;
  private final double[] upper;
  private final int[] runs;

  private CleanBand(int evaluations) {
    lower = new double[evaluations];
    median = new double[evaluations];
    upper = new double[evaluations];
    runs = new int[evaluations];
  }

  /** The band of the performance of clean runs of one workload. */
  public static CleanBand of(List<Curve> clean) {
    return ofRows(clean.stream().map(Curve::performances).toList());
  }

  /** The band of any quantity, given as one row of evaluations per clean run. */
  public static CleanBand ofRows(List<double[]> rows) {
    int evaluations = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    CleanBand band = new CleanBand(evaluations);
    for (int i = 0; i < evaluations; i++) {
      band.fill(i, column(rows, i));
    }
    return band;
  }

  /**
   * A band whose percentiles are known already, one entry per evaluation.
   *
   * @param runs how many clean runs each entry rests on
   */
  public static CleanBand ofPercentiles(
      double[] lower, double[] median, double[] upper, int[] runs) {
    CleanBand band = new CleanBand(runs.length);
    System.arraycopy(lower, 0, band.lower, 0, runs.length);
    System.arraycopy(median, 0, band.median, 0, runs.length);
    System.arraycopy(upper, 0, band.upper, 0, runs.length);
    System.arraycopy(runs, 0, band.runs, 0, runs.length);
    return band;
  }

  private static double[] column(List<double[]> rows, int evaluation) {
    double[] column =
        rows.stream()
            .filter(row -> evaluation < row.length)
            .mapToDouble(row -> row[evaluation])
            .filter(value -> !Double.isNaN(value))
            .toArray();
    Arrays.sort(column);
    return column;
  }

  private void fill(int evaluation, double[] sorted) {
    lower[evaluation] = Percentiles.ofSorted(sorted, LOWER);
    median[evaluation] = Percentiles.ofSorted(sorted, 50);
    upper[evaluation] = Percentiles.ofSorted(sorted, UPPER);
    runs[evaluation] = sorted.length;
  }

  /** Number of evaluations. */
  public int length() {
    return lower.length;
  }

  public double lower(int evaluation) {
    return evaluation < lower.length ? lower[evaluation] : Double.NaN;
  }

  public double median(int evaluation) {
    return evaluation < median.length ? median[evaluation] : Double.NaN;
  }

  public double upper(int evaluation) {
    return evaluation < upper.length ? upper[evaluation] : Double.NaN;
  }

  /** How many clean runs have a value at that evaluation. */
  public int runs(int evaluation) {
    return evaluation < runs.length ? runs[evaluation] : 0;
  }
}
