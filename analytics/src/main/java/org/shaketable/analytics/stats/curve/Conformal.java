package org.shaketable.analytics.stats.curve;

import java.util.Arrays;
import java.util.List;
import org.shaketable.analytics.stats.descriptive.Percentiles;

/** The making of a {@link CleanBand}: centres, scales and scores of clean runs. */
final class Conformal {
  /** Runs that a run left out needs beside it, to have a scale without it. */
  private static final int LEAST_RUNS = 3;

  private final List<double[]> rows;
  private final double[][] columns;
  private double[] scores;

  Conformal(List<double[]> rows) {
    this.rows = rows;
    int evaluations = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    columns = new double[evaluations][];
    for (int t = 0; t < evaluations; t++) {
      int at = t;
      columns[t] =
          rows.stream()
              .filter(row -> at < row.length)
              .mapToDouble(row -> row[at])
              .filter(Double::isFinite)
              .sorted()
              .toArray();
    }
  }

  CleanBand band(double alpha) {
    int[] runs = Arrays.stream(columns).mapToInt(column -> column.length).toArray();
    double[] centre = Arrays.stream(columns).mapToDouble(Percentiles::median).toArray();
    if (rows.size() < LEAST_RUNS) {
      return new CleanBand(edge(0), centre, edge(1), runs, Double.NaN);
    }
    int n = rows.size();
    int rank = Math.min(n, (int) Math.ceil((1 - alpha) * (n + 1)));
    double width = scores()[rank - 1];
    double[] scales = scales(null);
    double[] lower = new double[centre.length];
    double[] upper = new double[centre.length];
    for (int t = 0; t < centre.length; t++) {
      double half = scales[t] == 0 ? 0 : width * scales[t];
      lower[t] = centre[t] - half;
      upper[t] = centre[t] + half;
    }
    return new CleanBand(lower, centre, upper, runs, 1 - rank / (n + 1.0));
  }

  /** The scores of the runs, ascending. */
  private double[] scores() {
    if (scores == null) {
      scores = rows.stream().mapToDouble(this::score).sorted().toArray();
    }
    return scores;
  }

  /** The least or the largest value of each evaluation. */
  private double[] edge(int side) {
    return Arrays.stream(columns)
        .mapToDouble(column -> column.length == 0 ? Double.NaN : column[side * (column.length - 1)])
        .toArray();
  }

  /** The largest deviation of a run from the others, in their scale. */
  private double score(double[] row) {
    if (row.length < columns.length || Arrays.stream(row).anyMatch(Double::isInfinite)) {
      return Double.POSITIVE_INFINITY;
    }
    double[] scales = scales(row);
    double score = 0;
    for (int t = 0; t < row.length; t++) {
      double deviation = Math.abs(row[t] - medianWithout(columns[t], row[t]));
      score = deviation > 0 ? Math.max(score, deviation / scales[t]) : score;
    }
    return score;
  }

  /**
   * Half of the deviation at each evaluation, and half of its mean over all.
   *
   * @param row the run left out; null for none
   */
  private double[] scales(double[] row) {
    double[] deviations = new double[columns.length];
    for (int t = 0; t < columns.length; t++) {
      deviations[t] = deviation(columns[t], row == null ? Double.NaN : row[t]);
    }
    double mean = Arrays.stream(deviations).filter(Double::isFinite).average().orElse(0);
    return Arrays.stream(deviations)
        .map(own -> ((Double.isNaN(own) ? mean : own) + mean) / 2)
        .toArray();
  }

  /** Mean absolute deviation from the median, of ascending values without one of them. */
  private static double deviation(double[] column, double without) {
    double median = medianWithout(column, without);
    double sum = 0;
    for (double value : column) {
      sum += Math.abs(value - median);
    }
    boolean left = !Double.isNaN(without);
    return (sum - (left ? Math.abs(without - median) : 0)) / (column.length - (left ? 1 : 0));
  }

  /** The median of ascending values without one of them; of all where that is NaN. */
  private static double medianWithout(double[] column, double without) {
    if (Double.isNaN(without)) {
      return Percentiles.median(column);
    }
    int out = Arrays.binarySearch(column, without);
    int n = column.length - 1;
    int low = (n - 1) / 2;
    int high = n / 2;
    return n == 0
        ? Double.NaN
        : (column[low < out ? low : low + 1] + column[high < out ? high : high + 1]) / 2;
  }
}
