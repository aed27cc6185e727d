package org.shaketable.analytics.packing;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All evaluations of one run, in order: a matrix evaluations x columns (see {@link
 * TrajectoryColumns}), missing values as NaN. Columns lie one behind the other, since most of what
 * looks at a run looks at some of them.
 */
public final class Trajectory implements Serializable {
  private static final long serialVersionUID = 1;

  /** The order of bytes of most processors, whichever one packs. */
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private final double[] values;
  private final int length;
  private final int width;

  private Trajectory(double[] values, int length, int width) {
    this.values = values;
    this.length = length;
    this.width = width;
  }

  /**
   * A trajectory from its packed pieces, in whatever order and cut they come.
   *
   * @param width numbers per evaluation
   */
  public static Trajectory unpack(List<byte[]> pieces, int width) {
    double[] rows =
        new double[pieces.stream().mapToInt(piece -> piece.length).sum() / Double.BYTES];
    int next = 0;
    for (byte[] piece : pieces) {
      int count = piece.length / Double.BYTES;
      ByteBuffer.wrap(piece).order(ORDER).asDoubleBuffer().get(rows, next, count);
      next += count;
    }
    return of(rows, width);
  }

  /** The packed form of the first {@code count} numbers, row by row. */
  public static byte[] pack(double[] values, int count) {
    ByteBuffer buffer = ByteBuffer.allocate(Double.BYTES * count).order(ORDER);
    buffer.asDoubleBuffer().put(values, 0, count);
    return buffer.array();
  }

  /** A trajectory of rows that stand one behind the other, in whatever order. */
  private static Trajectory of(double[] rows, int width) {
    int length = rows.length / width;
    int[] order = order(rows, length, width);
    double[] values = new double[rows.length];
    for (int row = 0; row < length; row++) {
      int from = (order == null ? row : order[row]) * width;
      for (int column = 0; column < width; column++) {
        values[column * length + row] = rows[from + column];
      }
    }
    return new Trajectory(values, length, width);
  }

  /** Which row comes at each place; null where they are in order, as they are written. */
  private static int[] order(double[] rows, int length, int width) {
    for (int row = 1; row < length; row++) {
      if (evaluation(rows, width, row) < evaluation(rows, width, row - 1)) {
        Integer[] order = new Integer[length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> evaluation(rows, width, i)));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
      }
    }
    return null;
  }

  private static double evaluation(double[] rows, int width, int row) {
    return rows[row * width + TrajectoryColumns.EVALUATION];
  }

  /** A trajectory of such rows, at least one. */
  public static Trajectory of(double[][] rows) {
    return of(Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(), rows[0].length);
  }

  /** Its first evaluations alone. */
  public Trajectory first(int evaluations) {
    double[] first = new double[evaluations * width];
    for (int column = 0; column < width; column++) {
      System.arraycopy(values, column * length, first, column * evaluations, evaluations);
    }
    return new Trajectory(first, evaluations, width);
  }

  /** Bytes that it takes in memory, about. */
  long bytes() {
    return (long) Double.BYTES * values.length;
  }

  /** Number of evaluations. */
  public int length() {
    return length;
  }

  /** One value. */
  public double value(int row, int column) {
    return values[column * length + row];
  }

  /** The numbers of one evaluation from a column on. */
  public double[] row(int row, int from) {
    double[] numbers = new double[width - from];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values[(from + i) * length + row];
    }
    return numbers;
  }

  /** One column as an array. */
  public double[] column(int column) {
    return Arrays.copyOfRange(values, column * length, (column + 1) * length);
  }

  /** The numbers of all evaluations, ascending. */
  public int[] evaluations() {
    int[] evaluations = new int[length];
    Arrays.setAll(evaluations, this::evaluation);
    return evaluations;
  }

  /** The number of the evaluation in a row. */
  public int evaluation(int row) {
    return (int) value(row, TrajectoryColumns.EVALUATION);
  }

  /**
   * Whether each row is that of its evaluation, from the first on without gaps, as in most runs.
   */
  public boolean inPlace() {
    for (int row = 0; row < length; row++) {
      if (evaluation(row) != row) {
        return false;
      }
    }
    return true;
  }

  /** The last row that is not behind a step; the first where all are. */
  public int lastBy(long step) {
    int row = 0;
    while (row + 1 < length && (long) value(row + 1, TrajectoryColumns.STEP) <= step) {
      row++;
    }
    return row;
  }

  /** Steps of the workload at each row. */
  public long[] steps() {
    long[] steps = new long[length];
    Arrays.setAll(steps, row -> (long) value(row, TrajectoryColumns.STEP));
    return steps;
  }
}
