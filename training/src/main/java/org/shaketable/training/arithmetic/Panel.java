package org.shaketable.training.arithmetic;

import static org.shaketable.training.arithmetic.Lanes.FLOATS;
import static org.shaketable.training.arithmetic.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Product with four vectors of columns of B for CPUs with 32 vector registers, in parts of the
 * inner index that are first copied together.
 *
 * <p>Few columns out of longer rows lie in few sets of the first-level cache and push each other
 * out; a copy of a part (128 rows of 64 columns with 16 lanes: 32 KiB) fits, and every row of A
 * then reads it from there. Rows of just so many columns lie together as they are.
 */
final class Panel {
  /** Columns of a panel: four vectors. */
  static final int COLUMNS = 4 * WIDTH;

  private static final int DEPTH = 8192 / COLUMNS;

  /** Values of one copied part. */
  static final int SIZE = DEPTH * COLUMNS;

  private Panel() {}

  /** Whether a part is read often enough, and B does not fit into the cache without parts. */
  static boolean pays(int m, int n, int k) {
    return m >= 32 && k >= 32 && (n >= 2 * COLUMNS || k > DEPTH);
  }

  /** Rows of a part, at most so many: as many in each, for a short last part is slow. */
  static int depth(int k, int most) {
    int parts = (k + most - 1) / most;
    return (k + parts - 1) / parts;
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
    int most = depth(k, DEPTH);
    for (int from = 0; from < k; from += most) {
      int depth = Math.min(most, k - from);
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

  /** The panel's rows of B, {@code br} apart; several times as fast as array copies. */
  private static void copy(float[] b, int bo, int br, int rows, float[] panel) {
    for (int p = 0, from = bo, to = 0; p < rows; p++, from += br, to += COLUMNS) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, b, from);
      FloatVector v1 = FloatVector.fromArray(FLOATS, b, from + WIDTH);
      FloatVector v2 = FloatVector.fromArray(FLOATS, b, from + 2 * WIDTH);
      FloatVector v3 = FloatVector.fromArray(FLOATS, b, from + 3 * WIDTH);
      v0.intoArray(panel, to);
      v1.intoArray(panel, to + WIDTH);
      v2.intoArray(panel, to + 2 * WIDTH);
      v3.intoArray(panel, to + 3 * WIDTH);
    }
  }

  /**
   * {@code C = S + A B} for the panel's columns; S has rows {@code sr} apart, 0 for one and the
   * same.
   */
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
