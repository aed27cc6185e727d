package org.shaketable.training.vector;

/**
 * Product with 64 columns of B, in parts of the inner index that are first copied together.
 *
 * <p>64 columns out of longer rows lie in few sets of the first-level cache and push each other
 * out; a copy of 128 such rows (32 KiB) fits, and every row of A then reads it from there.
 */
final class Panel {
  /** Columns of a panel: four vectors of 16 lanes. */
  private static final int COLUMNS = 64;

  private static final int DEPTH = 128;

  /** Values of one copied part. */
  static final int SIZE = DEPTH * COLUMNS;

  private Panel() {}

  /** Whether the copy is read often enough, and B does not fit into the cache without it. */
  static boolean pays(int m, int n, int k) {
    return m >= 32 && k >= 32 && n >= 2 * COLUMNS;
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
      for (int p = 0; p < depth; p++) {
        System.arraycopy(b, bo + (from + p) * br, panel, p * COLUMNS, COLUMNS);
      }
      int at = ao + from * ac;
      if (from == 0) {
        rows(m, depth, a, at, ar, ac, panel, 0, COLUMNS, s, so, 0, c, co, cr);
      } else {
        rows(m, depth, a, at, ar, ac, panel, 0, COLUMNS, c, co, cr, c, co, cr);
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
