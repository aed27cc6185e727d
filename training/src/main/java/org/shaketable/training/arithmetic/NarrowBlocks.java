package org.shaketable.training.arithmetic;

/**
 * Product with many columns of B for CPUs with 16 vector registers: rows of A are copied six by
 * six, so that the values of a tile's step lie side by side.
 *
 * <p>A tile then needs a third fewer instructions than with rows that lie apart; with eight panels
 * of columns or more this pays for the copies. A block of 96 rows and 256 steps (96 KiB) stays in
 * the second-level cache while all panels pass over it.
 */
final class NarrowBlocks {
  private static final int TILE = 6;
  private static final int ROWS = 16 * TILE;

  private NarrowBlocks() {}

  /** Whether copies of A pay; its rows must lie in one piece. */
  static boolean pays(int m, int n, int k, int aColumn) {
    return aColumn == 1 && m >= 2 * TILE && n >= 8 * NarrowPanel.COLUMNS && k >= 16;
  }

  /** {@code C = S + A B}; column j of S at {@code so + j * sc}, the same for all rows. */
  static void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int ar,
      float[] b,
      int bo,
      int br,
      float[] s,
      int so,
      int sc,
      float[] c,
      int co,
      int cr) {
    int most = NarrowPanel.depth(k);
    float[] panel = new float[most * NarrowPanel.COLUMNS];
    float[] block = new float[Math.min(m, ROWS) * most];
    for (int from = 0; from < k; from += most) {
      int depth = Math.min(most, k - from);
      for (int i = 0; i < m; i += ROWS) {
        int rows = Math.min(ROWS, m - i);
        int ai = ao + i * ar + from;
        int tiled = pack(rows, depth, a, ai, ar, block);
        for (int j = 0; j < n; j += NarrowPanel.COLUMNS) {
          NarrowPanel.copy(b, bo + from * br + j, br, depth, panel);
          int cj = co + i * cr + j;
          if (from == 0) {
            int sj = so + j * sc;
            tiles(tiled, depth, block, panel, s, sj, 0, c, cj, cr);
            rest(tiled, rows, depth, a, ai, ar, panel, s, sj, 0, c, cj, cr);
          } else {
            tiles(tiled, depth, block, panel, c, cj, cr, c, cj, cr);
            rest(tiled, rows, depth, a, ai, ar, panel, c, cj, cr, c, cj, cr);
          }
        }
      }
    }
  }

  /** Copies whole tiles of rows, as many as leave none or four rows or more where possible. */
  private static int pack(int rows, int depth, float[] a, int ao, int ar, float[] block) {
    int i = 0;
    for (; NarrowPanel.sixFit(rows - i); i += TILE) {
      six(depth, a, ao + i * ar, ar, block, i * depth);
    }
    return i;
  }

  private static void six(int depth, float[] a, int a0, int ar, float[] block, int at) {
    int a1 = a0 + ar;
    int a2 = a1 + ar;
    int a3 = a2 + ar;
    int a4 = a3 + ar;
    int a5 = a4 + ar;
    for (int p = 0, to = at; p < depth; p++, to += TILE) {
      block[to] = a[a0 + p];
      block[to + 1] = a[a1 + p];
      block[to + 2] = a[a2 + p];
      block[to + 3] = a[a3 + p];
      block[to + 4] = a[a4 + p];
      block[to + 5] = a[a5 + p];
    }
  }

  private static void tiles(
      int rows,
      int depth,
      float[] block,
      float[] panel,
      float[] s,
      int so,
      int sr,
      float[] c,
      int co,
      int cr) {
    for (int i = 0; i < rows; i += TILE) {
      int si = so + i * sr;
      int ci = co + i * cr;
      NarrowTiles.sixAdjacentByTwo(
          depth, block, i * depth, TILE, panel, 0, NarrowPanel.COLUMNS, s, si, sr, c, ci, cr);
    }
  }

  /** The rows behind the tiles, from A itself. */
  private static void rest(
      int from,
      int rows,
      int depth,
      float[] a,
      int ao,
      int ar,
      float[] panel,
      float[] s,
      int so,
      int sr,
      float[] c,
      int co,
      int cr) {
    int columns = NarrowPanel.COLUMNS;
    int ai = ao + from * ar;
    int si = so + from * sr;
    int ci = co + from * cr;
    NarrowPanel.rows(rows - from, depth, a, ai, ar, 1, panel, 0, columns, s, si, sr, c, ci, cr);
  }
}
