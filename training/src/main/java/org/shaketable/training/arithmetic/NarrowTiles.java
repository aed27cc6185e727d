package org.shaketable.training.arithmetic;

import static org.shaketable.training.arithmetic.Lanes.FLOATS;
import static org.shaketable.training.arithmetic.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of {@link Gemm} for CPUs with 16 vector registers: up to 12 accumulators, two vectors of B
 * and one of A. A tile starts from the values in {@code s} and writes {@code c}; the two may be the
 * same.
 *
 * <p>Unrolled by hand and longer than style asks: only so does C2 keep every accumulator in a
 * register. The strides stay variables: bounds checks that C2 cannot hoist out of the loop keep it
 * from loading all of A's values ahead of their use, for which there are no registers (by half as
 * slow).
 */
final class NarrowTiles {
  private NarrowTiles() {}

  /** 6 rows by 2 vectors. */
  static void sixByTwo(
      int k,
      float[] a,
      int a0,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      int bRow,
      float[] s,
      int sAt,
      int sRow,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(FLOATS, s, sAt);
    FloatVector c01 = FloatVector.fromArray(FLOATS, s, sAt + WIDTH);
    FloatVector c10 = FloatVector.fromArray(FLOATS, s, sAt + sRow);
    FloatVector c11 = FloatVector.fromArray(FLOATS, s, sAt + sRow + WIDTH);
    FloatVector c20 = FloatVector.fromArray(FLOATS, s, sAt + 2 * sRow);
    FloatVector c21 = FloatVector.fromArray(FLOATS, s, sAt + 2 * sRow + WIDTH);
    FloatVector c30 = FloatVector.fromArray(FLOATS, s, sAt + 3 * sRow);
    FloatVector c31 = FloatVector.fromArray(FLOATS, s, sAt + 3 * sRow + WIDTH);
    FloatVector c40 = FloatVector.fromArray(FLOATS, s, sAt + 4 * sRow);
    FloatVector c41 = FloatVector.fromArray(FLOATS, s, sAt + 4 * sRow + WIDTH);
    FloatVector c50 = FloatVector.fromArray(FLOATS, s, sAt + 5 * sRow);
    FloatVector c51 = FloatVector.fromArray(FLOATS, s, sAt + 5 * sRow + WIDTH);
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int a4 = a3 + aRow;
    int a5 = a4 + aRow;
    for (int p = 0, step = 0; p < k; p++, step += aColumn, bAt += bRow) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bAt);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, bAt + WIDTH);
      FloatVector x = FloatVector.broadcast(FLOATS, a[a0 + step]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(FLOATS, a[a1 + step]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(FLOATS, a[a2 + step]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(FLOATS, a[a3 + step]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = FloatVector.broadcast(FLOATS, a[a4 + step]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = FloatVector.broadcast(FLOATS, a[a5 + step]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + WIDTH);
    c10.intoArray(c, cAt + cRow);
    c11.intoArray(c, cAt + cRow + WIDTH);
    c20.intoArray(c, cAt + 2 * cRow);
    c21.intoArray(c, cAt + 2 * cRow + WIDTH);
    c30.intoArray(c, cAt + 3 * cRow);
    c31.intoArray(c, cAt + 3 * cRow + WIDTH);
    c40.intoArray(c, cAt + 4 * cRow);
    c41.intoArray(c, cAt + 4 * cRow + WIDTH);
    c50.intoArray(c, cAt + 5 * cRow);
    c51.intoArray(c, cAt + 5 * cRow + WIDTH);
  }

  /** 6 rows by 2 vectors, where the rows of A lie side by side, as a transpose's do. */
  static void sixAdjacentByTwo(
      int k,
      float[] a,
      int a0,
      int aColumn,
      float[] b,
      int bAt,
      int bRow,
      float[] s,
      int sAt,
      int sRow,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(FLOATS, s, sAt);
    FloatVector c01 = FloatVector.fromArray(FLOATS, s, sAt + WIDTH);
    FloatVector c10 = FloatVector.fromArray(FLOATS, s, sAt + sRow);
    FloatVector c11 = FloatVector.fromArray(FLOATS, s, sAt + sRow + WIDTH);
    FloatVector c20 = FloatVector.fromArray(FLOATS, s, sAt + 2 * sRow);
    FloatVector c21 = FloatVector.fromArray(FLOATS, s, sAt + 2 * sRow + WIDTH);
    FloatVector c30 = FloatVector.fromArray(FLOATS, s, sAt + 3 * sRow);
    FloatVector c31 = FloatVector.fromArray(FLOATS, s, sAt + 3 * sRow + WIDTH);
    FloatVector c40 = FloatVector.fromArray(FLOATS, s, sAt + 4 * sRow);
    FloatVector c41 = FloatVector.fromArray(FLOATS, s, sAt + 4 * sRow + WIDTH);
    FloatVector c50 = FloatVector.fromArray(FLOATS, s, sAt + 5 * sRow);
    FloatVector c51 = FloatVector.fromArray(FLOATS, s, sAt + 5 * sRow + WIDTH);
    for (int p = 0, at = a0; p < k; p++, at += aColumn, bAt += bRow) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bAt);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, bAt + WIDTH);
      FloatVector x = FloatVector.broadcast(FLOATS, a[at]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(FLOATS, a[at + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(FLOATS, a[at + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(FLOATS, a[at + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = FloatVector.broadcast(FLOATS, a[at + 4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = FloatVector.broadcast(FLOATS, a[at + 5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + WIDTH);
    c10.intoArray(c, cAt + cRow);
    c11.intoArray(c, cAt + cRow + WIDTH);
    c20.intoArray(c, cAt + 2 * cRow);
    c21.intoArray(c, cAt + 2 * cRow + WIDTH);
    c30.intoArray(c, cAt + 3 * cRow);
    c31.intoArray(c, cAt + 3 * cRow + WIDTH);
    c40.intoArray(c, cAt + 4 * cRow);
    c41.intoArray(c, cAt + 4 * cRow + WIDTH);
    c50.intoArray(c, cAt + 5 * cRow);
    c51.intoArray(c, cAt + 5 * cRow + WIDTH);
  }

  /** 4 rows by 2 vectors. */
  static void fourByTwo(
      int k,
      float[] a,
      int a0,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      int bRow,
      float[] s,
      int sAt,
      int sRow,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(FLOATS, s, sAt);
    FloatVector c01 = FloatVector.fromArray(FLOATS, s, sAt + WIDTH);
    FloatVector c10 = FloatVector.fromArray(FLOATS, s, sAt + sRow);
    FloatVector c11 = FloatVector.fromArray(FLOATS, s, sAt + sRow + WIDTH);
    FloatVector c20 = FloatVector.fromArray(FLOATS, s, sAt + 2 * sRow);
    FloatVector c21 = FloatVector.fromArray(FLOATS, s, sAt + 2 * sRow + WIDTH);
    FloatVector c30 = FloatVector.fromArray(FLOATS, s, sAt + 3 * sRow);
    FloatVector c31 = FloatVector.fromArray(FLOATS, s, sAt + 3 * sRow + WIDTH);
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    for (int p = 0, step = 0; p < k; p++, step += aColumn, bAt += bRow) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bAt);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, bAt + WIDTH);
      FloatVector x = FloatVector.broadcast(FLOATS, a[a0 + step]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(FLOATS, a[a1 + step]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(FLOATS, a[a2 + step]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(FLOATS, a[a3 + step]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + WIDTH);
    c10.intoArray(c, cAt + cRow);
    c11.intoArray(c, cAt + cRow + WIDTH);
    c20.intoArray(c, cAt + 2 * cRow);
    c21.intoArray(c, cAt + 2 * cRow + WIDTH);
    c30.intoArray(c, cAt + 3 * cRow);
    c31.intoArray(c, cAt + 3 * cRow + WIDTH);
  }

  /** 1 row by 2 vectors. */
  static void oneByTwo(
      int k,
      float[] a,
      int a0,
      int aColumn,
      float[] b,
      int bAt,
      int bRow,
      float[] s,
      int sAt,
      float[] c,
      int cAt) {
    FloatVector c00 = FloatVector.fromArray(FLOATS, s, sAt);
    FloatVector c01 = FloatVector.fromArray(FLOATS, s, sAt + WIDTH);
    for (int p = 0, step = 0; p < k; p++, step += aColumn, bAt += bRow) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bAt);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, bAt + WIDTH);
      FloatVector x = FloatVector.broadcast(FLOATS, a[a0 + step]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + WIDTH);
  }
}
