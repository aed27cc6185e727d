package org.shaketable.training.arithmetic;

/** Copies of matrices into other strides. */
public final class Rows {
  private static final int STRIP = 16;

  private Rows() {}

  /** Rows of {@code columns} values copied to rows of {@code toRow}; what lies between is kept. */
  public static void copy(
      float[] from,
      int fromOffset,
      int fromRow,
      float[] to,
      int toOffset,
      int toRow,
      int rows,
      int columns) {
    for (int i = 0; i < rows; i++) {
      int source = fromOffset + i * fromRow;
      int target = toOffset + i * toRow;
      for (int j = 0; j < columns; j++) {
        to[target + j] = from[source + j];
      }
    }
  }

  /** {@code to[j][i] = from[i][j]}, the rows of {@code to} being {@code toRow} apart. */
  public static void transpose(
      float[] from, int fromOffset, int rows, int columns, float[] to, int toRow) {
    // strips narrow enough for the lines that a strip touches to stay in the cache
    for (int j = 0; j < columns; j += STRIP) {
      strip(
          from, fromOffset + j, rows, columns, Math.min(STRIP, columns - j), to, j * toRow, toRow);
    }
  }

  private static void strip(
      float[] from,
      int fromOffset,
      int rows,
      int fromRow,
      int columns,
      float[] to,
      int toOffset,
      int toRow) {
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      int r0 = fromOffset + i * fromRow;
      int r1 = r0 + fromRow;
      int r2 = r1 + fromRow;
      int r3 = r2 + fromRow;
      for (int j = 0, at = toOffset + i; j < columns; j++, at += toRow) {
        to[at] = from[r0 + j];
        to[at + 1] = from[r1 + j];
        to[at + 2] = from[r2 + j];
        to[at + 3] = from[r3 + j];
      }
    }
    for (; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[toOffset + j * toRow + i] = from[fromOffset + i * fromRow + j];
      }
    }
  }
}
