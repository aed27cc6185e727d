package org.shaketable.training.arithmetic;

import static org.shaketable.training.arithmetic.Lanes.FLOATS;
import static org.shaketable.training.arithmetic.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of {@link Gemm} for CPUs with 32 vector registers: up to 16 accumulators. A tile starts
 * from the values in {@code s} and writes {@code c}; the two may be the same.
 *
 * <p>Unrolled by hand and longer than style asks: only so does C2 keep every accumulator in a
 * register.
 */
final class WideTiles {
  private WideTiles() {}

  /** 4 rows by 4 vectors. */
  static void fourByFour(
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
    FloatVector c02 = FloatVector.fromArray(FLOATS, s, sAt + 2 * WIDTH);
    FloatVector c03 = FloatVector.fromArray(FLOATS, s, sAt + 3 * WIDTH);
    FloatVector c10 = FloatVector.fromArray(FLOATS, s, sAt + sRow);
    FloatVector c11 = FloatVector.fromArray(FLOATS, s, sAt + sRow + WIDTH);
    FloatVector c12 = FloatVector.fromArray(FLOATS, s, sAt + sRow + 2 * WIDTH);
    FloatVector c13 = FloatVector.fromArray(FLOATS, s, sAt + sRow + 3 * WIDTH);
    FloatVector c20 = FloatVector.fromArray(FLOATS, s, sAt + 2 * sRow);
    FloatVector c21 = FloatVector.fromArray(FLOATS, s, sAt + 2 * sRow + WIDTH);
    FloatVector c22 = FloatVector.fromArray(FLOATS, s, sAt + 2 * sRow + 2 * WIDTH);
    FloatVector c23 = FloatVector.fromArray(FLOATS, s, sAt + 2 * sRow + 3 * WIDTH);
    FloatVector c30 = FloatVector.fromArray(FLOATS, s, sAt + 3 * sRow);
    FloatVector c31 = FloatVector.fromArray(FLOATS, s, sAt + 3 * sRow + WIDTH);
    FloatVector c32 = FloatVector.fromArray(FLOATS, s, sAt + 3 * sRow + 2 * WIDTH);
    FloatVector c33 = FloatVector.fromArray(FLOATS, s, sAt + 3 * sRow + 3 * WIDTH);
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    for (int p = 0, step = 0; p < k; p++, step += aColumn, bAt += bRow) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bAt);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, bAt + WIDTH);
      FloatVector b2 = FloatVector.fromArray(FLOATS, b, bAt + 2 * WIDTH);
      FloatVector b3 = FloatVector.fromArray(FLOATS, b, bAt + 3 * WIDTH);
      FloatVector x = FloatVector.broadcast(FLOATS, a[a0 + step]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      c03 = x.fma(b3, c03);
      x = FloatVector.broadcast(FLOATS, a[a1 + step]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      c13 = x.fma(b3, c13);
      x = FloatVector.broadcast(FLOATS, a[a2 + step]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      c22 = x.fma(b2, c22);
      c23 = x.fma(b3, c23);
      x = FloatVector.broadcast(FLOATS, a[a3 + step]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      c32 = x.fma(b2, c32);
      c33 = x.fma(b3, c33);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + WIDTH);
    c02.intoArray(c, cAt + 2 * WIDTH);
    c03.intoArray(c, cAt + 3 * WIDTH);
    c10.intoArray(c, cAt + cRow);
    c11.intoArray(c, cAt + cRow + WIDTH);
    c12.intoArray(c, cAt + cRow + 2 * WIDTH);
    c13.intoArray(c, cAt + cRow + 3 * WIDTH);
    c20.intoArray(c, cAt + 2 * cRow);
    c21.intoArray(c, cAt + 2 * cRow + WIDTH);
    c22.intoArray(c, cAt + 2 * cRow + 2 * WIDTH);
    c23.intoArray(c, cAt + 2 * cRow + 3 * WIDTH);
    c30.intoArray(c, cAt + 3 * cRow);
    c31.intoArray(c, cAt + 3 * cRow + WIDTH);
    c32.intoArray(c, cAt + 3 * cRow + 2 * WIDTH);
    c33.intoArray(c, cAt + 3 * cRow + 3 * WIDTH);
  }

  /** 1 row by 4 vectors. */
  static void oneByFour(
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
    FloatVector c02 = FloatVector.fromArray(FLOATS, s, sAt + 2 * WIDTH);
    FloatVector c03 = FloatVector.fromArray(FLOATS, s, sAt + 3 * WIDTH);
    for (int p = 0, step = 0; p < k; p++, step += aColumn, bAt += bRow) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bAt);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, bAt + WIDTH);
      FloatVector b2 = FloatVector.fromArray(FLOATS, b, bAt + 2 * WIDTH);
      FloatVector b3 = FloatVector.fromArray(FLOATS, b, bAt + 3 * WIDTH);
      FloatVector x = FloatVector.broadcast(FLOATS, a[a0 + step]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      c03 = x.fma(b3, c03);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + WIDTH);
    c02.intoArray(c, cAt + 2 * WIDTH);
    c03.intoArray(c, cAt + 3 * WIDTH);
  }

  /** 8 rows by 1 vector. */
  static void eightByOne(
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
    FloatVector c10 = FloatVector.fromArray(FLOATS, s, sAt + sRow);
    FloatVector c20 = FloatVector.fromArray(FLOATS, s, sAt + 2 * sRow);
    FloatVector c30 = FloatVector.fromArray(FLOATS, s, sAt + 3 * sRow);
    FloatVector c40 = FloatVector.fromArray(FLOATS, s, sAt + 4 * sRow);
    FloatVector c50 = FloatVector.fromArray(FLOATS, s, sAt + 5 * sRow);
    FloatVector c60 = FloatVector.fromArray(FLOATS, s, sAt + 6 * sRow);
    FloatVector c70 = FloatVector.fromArray(FLOATS, s, sAt + 7 * sRow);
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int a4 = a3 + aRow;
    int a5 = a4 + aRow;
    int a6 = a5 + aRow;
    int a7 = a6 + aRow;
    for (int p = 0, step = 0; p < k; p++, step += aColumn, bAt += bRow) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bAt);
      FloatVector x = FloatVector.broadcast(FLOATS, a[a0 + step]);
      c00 = x.fma(b0, c00);
      x = FloatVector.broadcast(FLOATS, a[a1 + step]);
      c10 = x.fma(b0, c10);
      x = FloatVector.broadcast(FLOATS, a[a2 + step]);
      c20 = x.fma(b0, c20);
      x = FloatVector.broadcast(FLOATS, a[a3 + step]);
      c30 = x.fma(b0, c30);
      x = FloatVector.broadcast(FLOATS, a[a4 + step]);
      c40 = x.fma(b0, c40);
      x = FloatVector.broadcast(FLOATS, a[a5 + step]);
      c50 = x.fma(b0, c50);
      x = FloatVector.broadcast(FLOATS, a[a6 + step]);
      c60 = x.fma(b0, c60);
      x = FloatVector.broadcast(FLOATS, a[a7 + step]);
      c70 = x.fma(b0, c70);
    }
    c00.intoArray(c, cAt);
    c10.intoArray(c, cAt + cRow);
    c20.intoArray(c, cAt + 2 * cRow);
    c30.intoArray(c, cAt + 3 * cRow);
    c40.intoArray(c, cAt + 4 * cRow);
    c50.intoArray(c, cAt + 5 * cRow);
    c60.intoArray(c, cAt + 6 * cRow);
    c70.intoArray(c, cAt + 7 * cRow);
  }

  /** 1 row by 1 vector. */
  static void oneByOne(
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
    for (int p = 0, step = 0; p < k; p++, step += aColumn, bAt += bRow) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bAt);
      FloatVector x = FloatVector.broadcast(FLOATS, a[a0 + step]);
      c00 = x.fma(b0, c00);
    }
    c00.intoArray(c, cAt);
  }
}
