package org.shaketable.training.arithmetic;

import static org.shaketable.training.arithmetic.Lanes.FLOATS;
import static org.shaketable.training.arithmetic.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/** Sums in an order that does not depend on the width of the vectors. */
public final class Sums {
  /** Partial sums kept apart: value {@code i} goes to partial sum {@code i % PARTIAL}. */
  private static final int PARTIAL = 64;

  private Sums() {}

  /**
   * {@code out[j] = sum over i of values[i][j]}; rows of {@code columns} values, whole blocks, from
   * {@code offset} on.
   */
  public static void columns(float[] values, int offset, int rows, int columns, float[] out) {
    Extents.rows(values, offset, rows, columns, columns);
    Extents.blocks(out, 0, columns);
    for (int j = 0; j < columns; j += WIDTH) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int row = 0, at = offset + j; row < rows; row++, at += columns) {
        sum = sum.add(FloatVector.fromArray(FLOATS, values, at));
      }
      sum.intoArray(out, j);
    }
  }

  /**
   * Sum of the squares of {@code values[offset .. offset + count)}: 64 interleaved partial sums in
   * float, added up in double. An infinity or NaN among the values, or an overflow, shows in the
   * result.
   */
  public static double squares(float[] values, int offset, int count) {
    Extents.exactly(values, offset, count);
    int whole = count - count % PARTIAL;
    float[] partial = new float[PARTIAL];
    for (int lane = 0; lane < PARTIAL; lane += 4 * WIDTH) {
      squares(values, offset + lane, whole, partial, lane);
    }
    double sum = 0;
    for (float p : partial) {
      sum += p;
    }
    for (int i = offset + whole; i < offset + count; i++) {
      sum += (double) values[i] * values[i];
    }
    return sum;
  }

  /** Four vectors of partial sums; the species decides how many calls make all of them. */
  private static void squares(float[] values, int from, int whole, float[] partial, int lane) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int i = from; i < from + whole; i += PARTIAL) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, values, i);
      FloatVector v1 = FloatVector.fromArray(FLOATS, values, i + WIDTH);
      FloatVector v2 = FloatVector.fromArray(FLOATS, values, i + 2 * WIDTH);
      FloatVector v3 = FloatVector.fromArray(FLOATS, values, i + 3 * WIDTH);
      s0 = v0.fma(v0, s0);
      s1 = v1.fma(v1, s1);
      s2 = v2.fma(v2, s2);
      s3 = v3.fma(v3, s3);
    }
    s0.intoArray(partial, lane);
    s1.intoArray(partial, lane + WIDTH);
    s2.intoArray(partial, lane + 2 * WIDTH);
    s3.intoArray(partial, lane + 3 * WIDTH);
  }

  /** Sum of {@code (a[i] - b[i])^2} for {@code i < count}, in the order of {@link #squares}. */
  public static double squaredDifferences(float[] a, float[] b, int count) {
    Extents.exactly(a, 0, count);
    Extents.exactly(b, 0, count);
    int whole = count - count % PARTIAL;
    float[] partial = new float[PARTIAL];
    for (int lane = 0; lane < PARTIAL; lane += 2 * WIDTH) {
      squaredDifferences(a, b, lane, whole, partial);
    }
    double sum = 0;
    for (float p : partial) {
      sum += p;
    }
    for (int i = whole; i < count; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  /** Two vectors of partial sums. */
  private static void squaredDifferences(
      float[] a, float[] b, int lane, int whole, float[] partial) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    for (int i = lane; i < lane + whole; i += PARTIAL) {
      FloatVector d0 = FloatVector.fromArray(FLOATS, a, i).sub(FloatVector.fromArray(FLOATS, b, i));
      FloatVector d1 =
          FloatVector.fromArray(FLOATS, a, i + WIDTH)
              .sub(FloatVector.fromArray(FLOATS, b, i + WIDTH));
      s0 = d0.fma(d0, s0);
      s1 = d1.fma(d1, s1);
    }
    s0.intoArray(partial, lane);
    s1.intoArray(partial, lane + WIDTH);
  }
}
