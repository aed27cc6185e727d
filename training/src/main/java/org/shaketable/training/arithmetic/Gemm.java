package org.shaketable.training.arithmetic;

/**
 * Product of two float matrices, {@code C = A B}, or {@code C = 1 bias + A B}.
 *
 * <p>Each entry is one chain in the order of the inner index, {@code c = fma(a[k-1], b[k-1], ...
 * fma(a[0], b[0], bias))}, whichever tile computes it: the bits depend neither on the width of the
 * vectors nor on the number of rows or columns in the call.
 *
 * <p>A is addressed by two strides, so its transpose costs nothing. B and C are row-major and their
 * rows whole blocks of {@link #BLOCK} columns: {@code n} is a multiple of it.
 */
public final class Gemm {
  /** Columns come in multiples of this. */
  public static final int BLOCK = Lanes.BLOCK;

  /** Where the chains of a product without bias start. Never written. */
  private static final float[] ZEROS = new float[4 * BLOCK];

  private Gemm() {}

  /** {@code columns} rounded up to whole blocks. */
  public static int pad(int columns) {
    return Lanes.pad(columns);
  }

  /**
   * {@code C[m x n] = A[m x k] B[k x n]}.
   *
   * @param a entry (i, p) at {@code aOffset + i * aRow + p * aColumn}
   * @param b entry (p, j) at {@code bOffset + p * bRow + j}
   * @param c entry (i, j) at {@code cOffset + i * cRow + j}; overwritten
   */
  public static void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aRow,
      int aColumn,
      float[] b,
      int bOffset,
      int bRow,
      float[] c,
      int cOffset,
      int cRow) {
    affine(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, ZEROS, 0, 0, c, cOffset, cRow);
  }

  /**
   * {@code C[m x n] = 1 bias + A[m x k] B[k x n]}, the bias a row.
   *
   * @param bias entry j at {@code biasOffset + j}
   */
  public static void affine(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aRow,
      int aColumn,
      float[] b,
      int bOffset,
      int bRow,
      float[] bias,
      int biasOffset,
      float[] c,
      int cOffset,
      int cRow) {
    affine(
        m,
        n,
        k,
        a,
        aOffset,
        aRow,
        aColumn,
        b,
        bOffset,
        bRow,
        bias,
        biasOffset,
        1,
        c,
        cOffset,
        cRow);
  }

  /** Starts column j from {@code s[so + j * sc]}, {@code sc} 0 or 1. */
  private static void affine(
      int m,
      int n,
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
      int sc,
      float[] c,
      int co,
      int cr) {
    if (n % BLOCK != 0) {
      throw new IllegalArgumentException(
          "Invalid n: expected a multiple of %d, found %d".formatted(BLOCK, n));
    }
    Extents.rows(b, bo, k, n, br);
    Extents.blocks(s, so, n * sc);
    Extents.rows(c, co, m, n, cr);
    if (Lanes.REGISTERS < 32) {
      narrow(m, n, k, a, ao, ar, ac, b, bo, br, s, so, sc, c, co, cr);
    } else {
      wide(m, n, k, a, ao, ar, ac, b, bo, br, s, so, sc, c, co, cr);
    }
  }

  /** 32 registers: tiles of 4 rows by four vectors, then 8 rows by one. */
  static void wide(
      int m,
      int n,
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
      int sc,
      float[] c,
      int co,
      int cr) {
    float[] panel = Panel.pays(m, n, k) ? new float[Panel.SIZE] : null;
    int j = 0;
    for (; j + Panel.COLUMNS <= n; j += Panel.COLUMNS) {
      int sj = so + j * sc;
      if (panel != null) {
        Panel.multiply(m, k, a, ao, ar, ac, b, bo + j, br, s, sj, c, co + j, cr, panel);
      } else {
        Panel.rows(m, k, a, ao, ar, ac, b, bo + j, br, s, sj, 0, c, co + j, cr);
      }
    }
    for (; j < n; j += Lanes.WIDTH) {
      int sj = so + j * sc;
      int i = 0;
      for (; i + 8 <= m; i += 8) {
        int ci = co + i * cr + j;
        WideTiles.eightByOne(k, a, ao + i * ar, ar, ac, b, bo + j, br, s, sj, 0, c, ci, cr);
      }
      for (; i < m; i++) {
        WideTiles.oneByOne(k, a, ao + i * ar, ac, b, bo + j, br, s, sj, c, co + i * cr + j);
      }
    }
  }

  /** 16 registers: tiles of 6 rows by two vectors. */
  static void narrow(
      int m,
      int n,
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
      int sc,
      float[] c,
      int co,
      int cr) {
    if (NarrowBlocks.pays(m, n, k, ac)) {
      NarrowBlocks.multiply(m, n, k, a, ao, ar, b, bo, br, s, so, sc, c, co, cr);
      return;
    }
    int size = NarrowPanel.size(m, n, k);
    float[] panel = size == 0 ? null : new float[size];
    for (int j = 0; j < n; j += NarrowPanel.COLUMNS) {
      int sj = so + j * sc;
      if (panel != null) {
        NarrowPanel.multiply(m, k, a, ao, ar, ac, b, bo + j, br, s, sj, c, co + j, cr, panel);
      } else {
        NarrowPanel.rows(m, k, a, ao, ar, ac, b, bo + j, br, s, sj, 0, c, co + j, cr);
      }
    }
  }
}
