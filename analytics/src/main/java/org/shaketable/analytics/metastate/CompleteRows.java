package org.shaketable.analytics.metastate;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.util.KnownSizeEstimation;

/**
 * The standardised rows of a run that fit a model, one after the other: Spark measures and writes
 * what it shuffles, and is slow at arrays of arrays.
 *
 * @param count rows
 * @param values the values of all rows, as many in each
 */
@SuppressWarnings("ArrayRecordComponent")
record CompleteRows(int count, double[] values) implements Serializable, KnownSizeEstimation {

  /** Rows of one width. */
  static CompleteRows of(double[][] rows) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    double[] values = new double[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * width, width);
    }
    return new CompleteRows(rows.length, values);
  }

  /** The rows, each by itself. */
  double[][] each() {
    double[][] rows = new double[count][];
    int width = count == 0 ? 0 : values.length / count;
    Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * width, (i + 1) * width));
    return rows;
  }

  /** Bytes in memory, so that Spark need not walk through them to know. */
  @Override
  public long estimatedSize() {
    return 48 + (long) Double.BYTES * values.length;
  }
}
