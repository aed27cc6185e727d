package org.shaketable.training.vector;

/**
 * Product of two float matrices, {@code C = A B}.
 *
 * <p>Each entry is {@code c = fma(a[k-1], b[k-1], ... fma(a[0], b[0], 0))}, one chain in the order
 * of the inner index, whichever tile computes it: the bits depend neither on the width of the
 * vectors nor on the number of rows or columns in the call.
 *
 * <p>A is addressed by two strides, so its transpose costs nothing. B and C are row-major and their
 * rows whole blocks of {@link #BLOCK} columns: {@code n} is a multiple of it.
 */
public final class Gemm {
  /** Columns come in multiples of this. */
  public static final int BLOCK = Lanes.BLOCK;

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
    if (n % BLOCK != 0) {
      throw new IllegalArgumentException(
          "Invalid n: expected a multiple of %d, found %d".formatted(BLOCK, n));
    }
    if (Lanes.WIDTH == BLOCK) {
      wide(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, c, cOffset, cRow);
    } else {
      narrow(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, c, cOffset, cRow);
    }
  }

  /** 32 registers of 16 lanes: tiles of 4 rows by 64 columns, then 8 rows by 16. */
  private static void wide(
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
      float[] c,
      int co,
      int cr) {
    int j = 0;
    for (; j + 4 * BLOCK <= n; j += 4 * BLOCK) {
      int i = 0;
      for (; i + 4 <= m; i += 4) {
        WideTiles.fourByFour(k, a, ao + i * ar, ar, ac, b, bo + j, br, c, co + i * cr + j, cr);
      }
      for (; i < m; i++) {
        WideTiles.oneByFour(k, a, ao + i * ar, ac, b, bo + j, br, c, co + i * cr + j);
      }
    }
    for (; j < n; j += BLOCK) {
      int i = 0;
      for (; i + 8 <= m; i += 8) {
        WideTiles.eightByOne(k, a, ao + i * ar, ar, ac, b, bo + j, br, c, co + i * cr + j, cr);
      }
      for (; i < m; i++) {
        WideTiles.oneByOne(k, a, ao + i * ar, ac, b, bo + j, br, c, co + i * cr + j);
      }
    }
  }

  /** 16 registers of fewer lanes: tiles of 4 rows by two vectors. */
  private static void narrow(
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
      float[] c,
      int co,
      int cr) {
    for (int j = 0; j < n; j += 2 * Lanes.WIDTH) {
      int i = 0;
      for (; i + 4 <= m; i += 4) {
        NarrowTiles.fourByTwo(k, a, ao + i * ar, ar, ac, b, bo + j, br, c, co + i * cr + j, cr);
      }
      for (; i < m; i++) {
        NarrowTiles.oneByTwo(k, a, ao + i * ar, ac, b, bo + j, br, c, co + i * cr + j);
      }
    }
  }
}
