package org.shaketable.analytics.packing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All evaluations of one run, in order: a matrix evaluations x columns (see {@link
 * TrajectoryColumns}), missing values as NaN.
 */
public final class Trajectory {
  private final double[][] rows;

  private Trajectory(double[][] rows) {
    this.rows = rows;
  }

  /**
   * A trajectory from its packed pieces, in whatever order and cut they come.
   *
   * @param width numbers per evaluation
   */
  public static Trajectory unpack(List<byte[]> pieces, int width) {
    int count = pieces.stream().mapToInt(piece -> piece.length).sum() / (Double.BYTES * width);
    double[][] rows = new double[count][width];
    int next = 0;
    for (byte[] piece : pieces) {
      ByteBuffer buffer = ByteBuffer.wrap(piece);
      while (buffer.hasRemaining()) {
        buffer.asDoubleBuffer().get(rows[next++]);
        buffer.position(buffer.position() + Double.BYTES * width);
      }
    }
    Arrays.sort(rows, Comparator.comparingDouble(row -> row[TrajectoryColumns.EVALUATION]));
    return new Trajectory(rows);
  }

  /** The packed form of the first {@code count} numbers. */
  public static byte[] pack(double[] values, int count) {
    ByteBuffer buffer = ByteBuffer.allocate(Double.BYTES * count);
    buffer.asDoubleBuffer().put(values, 0, count);
    return buffer.array();
  }

  /** Its first evaluations alone. */
  public Trajectory first(int evaluations) {
    return new Trajectory(Arrays.copyOf(rows, evaluations));
  }

  /** A trajectory of such rows, in order; they are not copied. */
  public static Trajectory of(double[][] rows) {
    return new Trajectory(rows.clone());
  }

  /** Number of evaluations. */
  public int length() {
    return rows.length;
  }

  /** One value. */
  public double value(int row, int column) {
    return rows[row][column];
  }

  /** All numbers of one evaluation; not a copy. */
  public double[] row(int row) {
    return rows[row];
  }

  /** One column as an array. */
  public double[] column(int column) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = rows[i][column];
    }
    return values;
  }

  /** The number of the evaluation in a row. */
  public int evaluation(int row) {
    return (int) rows[row][TrajectoryColumns.EVALUATION];
  }

  /** The last row that is not behind a step; the first where all are. */
  public int lastBy(long step) {
    int row = 0;
    while (row + 1 < rows.length && (long) rows[row + 1][TrajectoryColumns.STEP] <= step) {
      row++;
    }
    return row;
  }

  /** Steps of the workload at each row. */
  public long[] steps() {
    return Arrays.stream(rows).mapToLong(row -> (long) row[TrajectoryColumns.STEP]).toArray();
  }
}
