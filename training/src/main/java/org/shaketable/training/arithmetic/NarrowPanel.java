package org.shaketable.training.arithmetic;

import static org.shaketable.training.arithmetic.Lanes.FLOATS;
import static org.shaketable.training.arithmetic.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Product with two vectors of columns of B for CPUs with 16 vector registers, in parts of the inner
 * index that are first copied together.
 *
 * <p>A part of 256 such rows (16 KiB with 8 lanes) and six rows of A fit into half of a first-level
 * cache of 48 KiB, and into one of 32 KiB; where they lie in B their rows would share few of its
 * sets.
 */
final class NarrowPanel {
  /** Columns of a panel. */
  static final int COLUMNS = 2 * WIDTH;

  private static final int DEPTH = 256;

  /** Values of B that stay in the first-level cache without being copied. */
  private static final int SMALL = 4096;

  private NarrowPanel() {}

  /** Values of one copied part; 0 where copying does not pay: B is small, or read seldom. */
  static int size(int m, int n, int k) {
    return m < 16 || k < 16 || n * k <= SMALL ? 0 : depth(k) * COLUMNS;
  }

  /** Rows of a part. */
  static int depth(int k) {
    return Panel.depth(k, DEPTH);
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
    int most = depth(k);
    for (int from = 0; from < k; from += most) {
      int depth = Math.min(most, k - from);
      copy(b, bo + from * br, br, depth, panel);
      int at = ao + from * ac;
      if (from == 0) {
        rows(m, depth, a, at, ar, ac, panel, 0, COLUMNS, s, so, 0, c, co, cr);
      } else {
        rows(m, depth, a, at, ar, ac, panel, 0, COLUMNS, c, co, cr, c, co, cr);
      }
    }
  }

  /** The panel's rows of B, {@code br} apart. */
  static void copy(float[] b, int bo, int br, int rows, float[] panel) {
    for (int p = 0, from = bo, to = 0; p < rows; p++, from += br, to += COLUMNS) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, b, from);
      FloatVector v1 = FloatVector.fromArray(FLOATS, b, from + WIDTH);
      v0.intoArray(panel, to);
      v1.intoArray(panel, to + WIDTH);
    }
  }

  /** Whether six of the rows left are a tile: tiles of four for eight or nine are faster. */
  static boolean sixFit(int left) {
    return left >= 6 && left != 8 && left != 9;
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
    for (; sixFit(m - i); i += 6) {
      int ai = ao + i * ar;
      int si = so + i * sr;
      int ci = co + i * cr;
      if (ar == 1) {
        NarrowTiles.sixAdjacentByTwo(k, a, ai, ac, b, bo, br, s, si, sr, c, ci, cr);
      } else {
        NarrowTiles.sixByTwo(k, a, ai, ar, ac, b, bo, br, s, si, sr, c, ci, cr);
      }
    }
    for (; i + 4 <= m; i += 4) {
      int ci = co + i * cr;
      NarrowTiles.fourByTwo(k, a, ao + i * ar, ar, ac, b, bo, br, s, so + i * sr, sr, c, ci, cr);
    }
    for (; i < m; i++) {
      NarrowTiles.oneByTwo(k, a, ao + i * ar, ac, b, bo, br, s, so + i * sr, c, co + i * cr);
    }
  }
}
