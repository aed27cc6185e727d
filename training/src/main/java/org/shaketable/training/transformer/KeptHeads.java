package org.shaketable.training.transformer;

/**
 * Keys and values of each head of each sequence, up to a position: what attention needs of a text's
 * beginning when one more token is read.
 */
final class KeptHeads {
  private final int width;
  private final int columns;
  private final int context;

  /** Distance between the rows of a head's transposed keys. */
  final int keyStride;

  /** Per head a matrix with a column for each position. */
  final float[] keys;

  /** Per head a matrix with a row for each position. */
  final float[] values;

  /**
   * @param count heads of all sequences
   */
  KeptHeads(Axis heads, int count, int context) {
    this.width = heads.paddedSize();
    this.columns = heads.padded();
    this.context = context;
    this.keyStride = Axis.pad(context);
    this.keys = new float[count * width * keyStride];
    this.values = new float[count * width * context];
  }

  /** Where the keys of head {@code index} begin. */
  int key(int index) {
    return index * width * keyStride;
  }

  /** Where the values of head {@code index} begin. */
  int value(int index) {
    return index * width * context;
  }

  /**
   * Keeps what row {@code row} of projected queries, keys and values has for head {@code index}.
   *
   * @param column the head's first column of the queries
   */
  void keep(float[] projected, int row, int column, int index, int position) {
    int key = row * 3 * columns + column + columns;
    int to = key(index) + position;
    for (int j = 0; j < width; j++) {
      keys[to + j * keyStride] = projected[key + j];
    }
    System.arraycopy(projected, key + columns, values, value(index) + position * width, width);
  }
}
