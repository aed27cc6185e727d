package org.shaketable.analytics.stats.decomposition;

import java.util.ArrayList;
import java.util.List;

/**
 * Share of the sum of squares that an additive model of some factors explains, by least squares.
 *
 * <p>Indicator columns are made orthogonal one after the other (Gram and Schmidt, twice); a column
 * that the earlier ones already span is dropped, so factors may be nested in each other.
 */
final class Additive {
  private static final double DEPENDENT = 1e-9;

  private Additive() {}

  /**
   * R squared.
   *
   * @param codes level number of each row, one array per factor
   * @param centred response with mean 0
   */
  static double explained(List<int[]> codes, double[] centred) {
    List<double[]> basis = new ArrayList<>();
    double explained = 0;
    for (double[] column : indicators(codes, centred.length)) {
      double before = norm(column);
      orthogonalise(column, basis);
      orthogonalise(column, basis);
      double after = norm(column);
      if (after > DEPENDENT * before) {
        double projection = dot(column, centred) / after;
        explained += projection * projection;
        scale(column, 1 / after);
        basis.add(column);
      }
    }
    double total = dot(centred, centred);
    return total == 0 ? Double.NaN : Math.min(1, explained / total);
  }

  private static List<double[]> indicators(List<int[]> codes, int rows) {
    List<double[]> columns = new ArrayList<>();
    for (int[] code : codes) {
      int levels = 0;
      for (int level : code) {
        levels = Math.max(levels, level + 1);
      }
      double[][] indicator = new double[levels][rows];
      for (int row = 0; row < rows; row++) {
        indicator[code[row]][row] = 1;
      }
      columns.addAll(List.of(indicator));
    }
    columns.forEach(Additive::centre);
    return columns;
  }

  private static void centre(double[] column) {
    double mean = 0;
    for (double value : column) {
      mean += value / column.length;
    }
    for (int i = 0; i < column.length; i++) {
      column[i] -= mean;
    }
  }

  private static void orthogonalise(double[] column, List<double[]> basis) {
    for (double[] unit : basis) {
      double along = dot(column, unit);
      for (int i = 0; i < column.length; i++) {
        column[i] -= along * unit[i];
      }
    }
  }

  private static void scale(double[] column, double factor) {
    for (int i = 0; i < column.length; i++) {
      column[i] *= factor;
    }
  }

  private static double norm(double[] column) {
    return Math.sqrt(dot(column, column));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
