package org.shaketable.analytics.stats.bootstrap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rows of numbers in strata, in an order that depends on their keys only.
 *
 * <p>A row is one run (or one pair, or one cluster) with one or more numbers. Strata are sorted by
 * name and rows by key, so the same rows give the same bootstrap whatever order or partition they
 * came in.
 */
public final class Strata {
  /** A row is known by its stratum and key; its values wait in the same place of another list. */
  private record Row(String stratum, String key, int place) {}

  /** Column-major: {@code columns[c][row]}. */
  private final double[][] columns;

  /** Rows of stratum s are {@code [starts[s], starts[s + 1])}. */
  private final int[] starts;

  private final boolean[] finite;

  /** Rows in ascending order of a column, without NaN; made when first asked for. */
  private final int[][] ascending;

  /** The columns in that order. */
  private final double[][] sorted;

  private Strata(double[][] columns, int[] starts) {
    this.columns = columns;
    this.starts = starts;
    this.finite = new boolean[columns.length];
    for (int c = 0; c < columns.length; c++) {
      finite[c] = Arrays.stream(columns[c]).allMatch(Double::isFinite);
    }
    this.ascending = new int[columns.length][];
    this.sorted = new double[columns.length][];
  }

  /** Collects rows. */
  public static final class Builder {
    private final List<Row> rows = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private final Set<List<String>> keys = new HashSet<>();
    private final int width;

    private Builder(int width) {
      this.width = width;
    }

    /** One row; its key must be the only such one in the stratum. */
    public Builder add(String stratum, String key, double... row) {
      if (row.length != width) {
        throw new IllegalArgumentException(
            "Invalid row: expected " + width + " values, found " + row.length);
      }
      if (!keys.add(List.of(stratum, key))) {
        throw new IllegalArgumentException(
            "Invalid row: expected each key once in a stratum, found " + key + " again");
      }
      rows.add(new Row(stratum, key, values.size()));
      values.add(row.clone());
      return this;
    }

    public Strata build() {
      rows.sort(Comparator.comparing(Row::stratum).thenComparing(Row::key));
      double[][] columns = new double[width][rows.size()];
      List<Integer> starts = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        if (i == 0 || !rows.get(i).stratum().equals(rows.get(i - 1).stratum())) {
          starts.add(i);
        }
        for (int c = 0; c < width; c++) {
          columns[c][i] = values.get(rows.get(i).place())[c];
        }
      }
      starts.add(rows.size());
      return new Strata(columns, starts.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /** Rows of {@code width} numbers each. */
  public static Builder builder(int width) {
    return new Builder(width);
  }

  /** A score matrix, runs x tasks, each task a stratum; runs are taken in the order given. */
  public static Strata ofMatrix(double[][] scores) {
    int tasks = scores.length == 0 ? 0 : scores[0].length;
    double[] column = new double[tasks * scores.length];
    int[] starts = new int[tasks + 1];
    for (int task = 0; task < tasks; task++) {
      starts[task + 1] = starts[task] + scores.length;
      for (int run = 0; run < scores.length; run++) {
        column[starts[task] + run] = scores[run][task];
      }
    }
    return new Strata(new double[][] {column}, starts);
  }

  /** One stratum of single numbers, in the order given. */
  public static Strata ofSample(double[] values) {
    return new Strata(new double[][] {values.clone()}, new int[] {0, values.length});
  }

  /** Number of rows. */
  public int rows() {
    return starts[starts.length - 1];
  }

  /** Numbers per row. */
  public int width() {
    return columns.length;
  }

  /** Number of strata. */
  public int strata() {
    return starts.length - 1;
  }

  /** First row of a stratum; for the number of strata, the number of rows. */
  public int start(int stratum) {
    return starts[stratum];
  }

  /** Number in a column of a row. */
  public double value(int column, int row) {
    return columns[column][row];
  }

  int[] ascending(int column) {
    if (ascending[column] == null) {
      double[] values = columns[column];
      ascending[column] =
          IntStream.range(0, values.length)
              .filter(row -> !Double.isNaN(values[row]))
              .boxed()
              .sorted(Comparator.comparingDouble(row -> values[row]))
              .mapToInt(Integer::intValue)
              .toArray();
    }
    return ascending[column];
  }

  /** A column in ascending order, without NaN. */
  double[] sorted(int column) {
    if (sorted[column] == null) {
      double[] values = columns[column];
      sorted[column] = Arrays.stream(ascending(column)).mapToDouble(row -> values[row]).toArray();
    }
    return sorted[column];
  }

  /** A column, not to be changed. */
  double[] values(int column) {
    return columns[column];
  }

  /** Whether all numbers of a column are finite. */
  boolean finite(int column) {
    return finite[column];
  }

  /** A copy of one column over all rows. */
  public double[] column(int column) {
    return columns[column].clone();
  }
}
