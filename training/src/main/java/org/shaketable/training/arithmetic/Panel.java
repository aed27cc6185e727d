package org.shaketable.training.arithmetic;

import static org.shaketable.training.arithmetic.Lanes.FLOATS;
import static org.shaketable.training.arithmetic.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Product with 64 columns of B, in parts of the inner index that are first copied together.
 *
 * <p>64 columns out of longer rows lie in few sets of the first-level cache and push each other
 * out; a copy of 128 such rows (32 KiB) fits, and every row of A then reads it from there. Rows of
 * just 64 columns lie together as they are.
 */
final class Panel {
  /** Columns of a panel: four vectors of 16 lanes. */
  private static final int COLUMNS = 64;

  private static final int DEPTH = 128;

  /** Values of one copied part. */
  static final int SIZE = DEPTH * COLUMNS;

  private Panel() {}

  /** Whether a part is read often enough, and B does not fit into the cache without parts. */
  static boolean pays(int m, int n, int k) {
    return m >= 32 && k >= 32 && (n >= 2 * COLUMNS || k > DEPTH);
  }

  /** {@code C = s + A B} for one panel, part by part; later parts start from C itself. */
  static void multiply(
      int m,
      int k,
      float[] a,
      int ao,
      int ar,
      int ac,
      float[] b,
      int bo,
      int br,
      float[] s,
      int so,
      float[] c,
      int co,
      int cr,
      float[] panel) {
    for (int from = 0; from < k; from += DEPTH) {
      int depth = Math.min(DEPTH, k - from);
      float[] part = b;
      int start = bo + from * br;
      if (br != COLUMNS) {
        copy(b, start, br, depth, panel);
        part = panel;
        start = 0;
      }
      int at = ao + from * ac;
      if (from == 0) {
        rows(m, depth, a, at, ar, ac, part, start, COLUMNS, s, so, 0, c, co, cr);
      } else {
        rows(m, depth, a, at, ar, ac, part, start, COLUMNS, c, co, cr, c, co, cr);
      }
    }
  }

  /** Rows of 64 columns, {@code br} apart, to the panel; several times as fast as array copies. */
  private static void copy(float[] b, int bo, int br, int rows, float[] panel) {
    for (int p = 0, from = bo, to = 0; p < rows; p++, from += br, to += COLUMNS) {
      for (int j = 0; j < COLUMNS; j += 4 * WIDTH) {
        FloatVector v0 = FloatVector.fromArray(FLOATS, b, from + j);
        FloatVector v1 = FloatVector.fromArray(FLOATS, b, from + j + WIDTH);
        FloatVector v2 = FloatVector.fromArray(FLOATS, b, from + j + 2 * WIDTH);
        FloatVector v3 = FloatVector.fromArray(FLOATS, b, from + j + 3 * WIDTH);
        v0.intoArray(panel, to + j);
        v1.intoArray(panel, to + j + WIDTH);
        v2.intoArray(panel, to + j + 2 * WIDTH);
        v3.intoArray(panel, to + j + 3 * WIDTH);
      }
    }
  }

  /** {@code C = S + A B} for 64 columns; S has rows {@code sr} apart, 0 for one and the same. */
  static void rows(
      int m,
      int k,
      float[] a,
      int ao,
      int ar,
      int ac,
      float[] b,
      int bo,
      int br,
      float[] s,
      int so,
      int sr,
      float[] c,
      int co,
      int cr) {
    int i = 0;
    for (; i + 4 <= m; i += 4) {
      WideTiles.fourByFour(
          k, a, ao + i * ar, ar, ac, b, bo, br, s, so + i * sr, sr, c, co + i * cr, cr);
    }
    for (; i < m; i++) {
      WideTiles.oneByFour(k, a, ao + i * ar, ac, b, bo, br, s, so + i * sr, c, co + i * cr);
    }
  }
}
