package org.shaketable.analytics.metastate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * Means and variances of the columns of distributed rows, summed in the rows' order, part by part.
 *
 * <p>Zeros are counted and not summed, so that a column of few others loses no digits; the sums of
 * one part are those of MLlib's {@code RowMatrix} to the last bit. No rows: no columns.
 */
final class RowMoments implements Serializable {
  private static final long serialVersionUID = 1;

  private long rows;
  private double[] mean = {};

  /** Sums of squared differences from the means. */
  private double[] squares = {};

  /** How many values of each column are not zero: those that the two others are of. */
  private double[] others = {};

  private RowMoments() {}

  /** The moments of rows of one width; finite. */
  static RowMoments of(JavaRDD<double[]> rows) {
    return rows.mapPartitions(part -> List.of(of(part)).iterator()).collect().stream()
        .reduce(new RowMoments(), RowMoments::plus);
  }

  private static RowMoments of(Iterator<double[]> rows) {
    RowMoments moments = new RowMoments();
    rows.forEachRemaining(moments::add);
    return moments;
  }

  private void add(double[] row) {
    if (rows == 0) {
      mean = new double[row.length];
      squares = new double[row.length];
      others = new double[row.length];
    }
    rows++;
    for (int i = 0; i < row.length; i++) {
      if (row[i] != 0) {
        double before = row[i] - mean[i];
        others[i]++;
        mean[i] += before / others[i];
        squares[i] += (row[i] - mean[i]) * before;
      }
    }
  }

  private RowMoments plus(RowMoments more) {
    if (rows == 0 || more.rows == 0) {
      return rows == 0 ? more : this;
    }
    RowMoments sum = new RowMoments();
    sum.rows = rows + more.rows;
    sum.mean = new double[mean.length];
    sum.squares = new double[mean.length];
    sum.others = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      double all = others[i] + more.others[i];
      double gap = more.mean[i] - mean[i];
      double share = all == 0 ? 0 : more.others[i] / all;
      sum.others[i] = all;
      sum.mean[i] = mean[i] + gap * share;
      sum.squares[i] = squares[i] + more.squares[i] + gap * gap * others[i] * share;
    }
    return sum;
  }

  long rows() {
    return rows;
  }

  double[] mean() {
    double[] all = new double[mean.length];
    Arrays.setAll(all, i -> mean[i] * (others[i] / rows));
    return all;
  }

  /** The variances, divisor {@code rows - 1}; 0 of a single row. */
  double[] variance() {
    double[] variance = new double[mean.length];
    Arrays.setAll(
        variance,
        i -> {
          double zeros = mean[i] * mean[i] * others[i] * (rows - others[i]) / rows;
          return rows < 2 ? 0 : Math.max((squares[i] + zeros) / (rows - 1), 0);
        });
    return variance;
  }

  /**
   * The covariances of the columns of the same rows, divisor {@code rows - 1}, by products of
   * differences from the means: a second look at the rows.
   */
  double[][] covariance(JavaRDD<double[]> rows) {
    double[] centre = mean();
    double[][] sums =
        rows
            .mapPartitions(part -> Collections.singleton(products(part, centre)).iterator())
            .collect()
            .stream()
            .reduce(new double[centre.length][centre.length], RowMoments::plus);
    double divisor = this.rows - 1.0;
    for (int j = 0; j < sums.length; j++) {
      for (int i = 0; i <= j; i++) {
        sums[i][j] = sums[j][i] / divisor;
        sums[j][i] = sums[i][j];
      }
    }
    return sums;
  }

  /** Sums of products of columns, the lower triangle. */
  private static double[][] products(Iterator<double[]> rows, double[] centre) {
    double[][] sums = new double[centre.length][centre.length];
    double[] row = new double[centre.length];
    while (rows.hasNext()) {
      double[] next = rows.next();
      Arrays.setAll(row, i -> next[i] - centre[i]);
      for (int j = 0; j < row.length; j++) {
        for (int i = 0; i <= j; i++) {
          sums[j][i] = Math.fma(row[i], row[j], sums[j][i]);
        }
      }
    }
    return sums;
  }

  private static double[][] plus(double[][] left, double[][] right) {
    double[][] sum = new double[left.length][left.length];
    for (int j = 0; j < sum.length; j++) {
      int row = j;
      Arrays.setAll(sum[j], i -> left[row][i] + right[row][i]);
    }
    return sum;
  }
}
