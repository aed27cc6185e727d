package org.shaketable.training.transformer;

import static org.shaketable.training.arithmetic.Lanes.FLOATS;
import static org.shaketable.training.arithmetic.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.shaketable.training.arithmetic.Extents;

/** Kernels over rows whose width is a multiple of 16: biases, residual sums, transposition. */
final class RowKernels {
  private RowKernels() {}

  /** {@code x += bias} in every row. */
  static void addBias(float[] x, int rows, int columns, float[] bias) {
    Extents.rows(x, 0, rows, columns, columns);
    Extents.blocks(bias, 0, columns);
    for (int row = 0, o = 0; row < rows; row++, o += columns) {
      for (int j = 0; j < columns; j += WIDTH) {
        FloatVector b = FloatVector.fromArray(FLOATS, bias, j);
        FloatVector.fromArray(FLOATS, x, o + j).add(b).intoArray(x, o + j);
      }
    }
  }

  /** {@code x += y}. */
  static void add(float[] x, float[] y, int count) {
    Extents.blocks(x, 0, count);
    Extents.blocks(y, 0, count);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector b = FloatVector.fromArray(FLOATS, y, i);
      FloatVector.fromArray(FLOATS, x, i).add(b).intoArray(x, i);
    }
  }

  /** {@code y = x * z}, value by value. */
  static void multiply(float[] x, float[] z, int count, float[] y) {
    Extents.blocks(x, 0, count);
    Extents.blocks(z, 0, count);
    Extents.blocks(y, 0, count);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector b = FloatVector.fromArray(FLOATS, z, i);
      FloatVector.fromArray(FLOATS, x, i).mul(b).intoArray(y, i);
    }
  }

  /** Sum of each column, rows added in order. */
  static void columnSums(float[] x, int rows, int columns, float[] sums) {
    Extents.rows(x, 0, rows, columns, columns);
    Extents.blocks(sums, 0, columns);
    int j = 0;
    for (; j + 4 * WIDTH <= columns; j += 4 * WIDTH) {
      fourColumnSums(x, j, j + rows * columns, columns, sums, j);
    }
    for (; j < columns; j += WIDTH) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int o = j, end = rows * columns; o < end; o += columns) {
        sum = sum.add(FloatVector.fromArray(FLOATS, x, o));
      }
      sum.intoArray(sums, j);
    }
  }

  /** Four vectors of columns at once: one sum alone waits for itself. */
  private static void fourColumnSums(
      float[] x, int from, int end, int stride, float[] sums, int to) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int o = from; o < end; o += stride) {
      s0 = s0.add(FloatVector.fromArray(FLOATS, x, o));
      s1 = s1.add(FloatVector.fromArray(FLOATS, x, o + WIDTH));
      s2 = s2.add(FloatVector.fromArray(FLOATS, x, o + 2 * WIDTH));
      s3 = s3.add(FloatVector.fromArray(FLOATS, x, o + 3 * WIDTH));
    }
    s0.intoArray(sums, to);
    s1.intoArray(sums, to + WIDTH);
    s2.intoArray(sums, to + 2 * WIDTH);
    s3.intoArray(sums, to + 3 * WIDTH);
  }

  /** {@code t = x^T} of a {@code rows x columns} matrix; both multiples of 4. */
  static void transpose(float[] x, int rows, int columns, float[] t) {
    for (int i = 0; i < rows; i += 4) {
      transposeFour(x, i * columns, columns, columns, t, i, rows);
    }
  }

  /** Four rows of {@code columns} values, {@code stride} apart, into four columns. */
  static void transposeFour(
      float[] x, int offset, int stride, int columns, float[] t, int to, int toStride) {
    int a = offset;
    int b = a + stride;
    int c = b + stride;
    int d = c + stride;
    for (int j = 0, q = to; j < columns; j++, q += toStride) {
      t[q] = x[a + j];
      t[q + 1] = x[b + j];
      t[q + 2] = x[c + j];
      t[q + 3] = x[d + j];
    }
  }

  /**
   * {@code t = x^T} of {@code rows} rows, {@code stride} apart, from {@code offset}; rows of {@code
   * t} are {@code toStride} apart.
   */
  static void transpose(
      float[] x, int offset, int stride, int rows, int columns, float[] t, int toStride) {
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      transposeFour(x, offset + i * stride, stride, columns, t, i, toStride);
    }
    for (; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        t[j * toStride + i] = x[offset + i * stride + j];
      }
    }
  }

  static void clear(float[] x, int count) {
    Arrays.fill(x, 0, count, 0f);
  }
}
