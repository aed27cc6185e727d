package org.shaketable.training.transformer;

import org.shaketable.training.arithmetic.Gemm;

/**
 * One head of one sequence. Queries, keys and values are columns of one matrix; rows are taken in
 * blocks, so that scores behind a block's last position are never computed.
 */
final class AttentionHead {
  /** Rows in a block: a multiple of 16. */
  static final int BLOCK = 16;

  private final int width;
  private final int columns;
  private final int stride;
  private final float scale;
  private final float[] transposed;
  private final float[] scoreGradient;
  private final float[] scores;
  private final float[] lanes = LaneSums.lanes();

  AttentionHead(Axis heads, int context) {
    this.width = heads.paddedSize();
    this.columns = heads.padded();
    this.stride = 3 * columns;
    this.scale = (float) (1 / Math.sqrt(heads.size()));
    this.transposed = new float[width * Axis.pad(context)];
    this.scoreGradient = new float[context * Axis.pad(context)];
    this.scores = new float[Axis.pad(context)];
  }

  /**
   * Writes the head's columns of {@code mixed} and keeps the attention weights as matrix {@code
   * index} of {@code weights}.
   *
   * @return the largest scaled score
   */
  float forward(
      float[] projected,
      int row,
      int column,
      int length,
      float[] weights,
      int index,
      float[] mixed) {
    int padded = Axis.pad(length);
    int query = row * stride + column;
    int key = query + columns;
    int value = key + columns;
    int weight = index * length * padded;
    RowKernels.transpose(projected, key, stride, length, width, transposed, padded);
    causal(projected, query, stride, length, padded, weights, weight);
    float largest = AttentionKernels.softmax(weights, weight, length, padded, scale, lanes);
    for (int i = 0; i < length; i += BLOCK) {
      int end = Math.min(length, i + BLOCK);
      int to = (row + i) * columns + column;
      multiply(
          end - i,
          end,
          weights,
          weight + i * padded,
          padded,
          1,
          projected,
          value,
          mixed,
          to,
          columns);
    }
    return largest;
  }

  /**
   * Writes the head's columns of row {@code row} of {@code mixed}, for a query at {@code position}
   * whose keys and values, its own among them, are kept as number {@code index}. The bits are those
   * of the same row of {@link #forward}.
   */
  void extend(
      float[] projected,
      int row,
      int column,
      int position,
      KeptHeads kept,
      int index,
      float[] mixed) {
    int padded = Axis.pad(position + 1);
    int query = row * stride + column;
    Gemm.multiply(
        1,
        padded,
        width,
        projected,
        query,
        stride,
        1,
        kept.keys,
        kept.key(index),
        kept.keyStride,
        scores,
        0,
        padded);
    AttentionKernels.softmaxRow(scores, 0, position, padded, scale, lanes);
    Gemm.multiply(
        1,
        width,
        position + 1,
        scores,
        0,
        padded,
        1,
        kept.values,
        kept.value(index),
        width,
        mixed,
        row * columns + column,
        columns);
  }

  /** Writes the head's columns of {@code projectedGradient}. */
  void backward(
      float[] projected,
      int row,
      int column,
      int length,
      float[] weights,
      int index,
      float[] mixedGradient,
      float[] projectedGradient) {
    int padded = Axis.pad(length);
    int query = row * stride + column;
    int key = query + columns;
    int value = key + columns;
    int weight = index * length * padded;
    int mixed = row * columns + column;
    RowKernels.transpose(projected, value, stride, length, width, transposed, padded);
    causal(mixedGradient, mixed, columns, length, padded, scoreGradient, 0);
    AttentionKernels.gradient(weights, weight, scoreGradient, length, padded, scale, lanes);
    for (int i = 0; i < length; i += BLOCK) {
      int end = Math.min(length, i + BLOCK);
      int diagonal = i * padded + i;
      int below = length - i;
      int o = i * stride;
      multiply(
          end - i,
          end,
          scoreGradient,
          i * padded,
          padded,
          1,
          projected,
          key,
          projectedGradient,
          query + o,
          stride);
      multiply(
          end - i,
          below,
          scoreGradient,
          diagonal,
          1,
          padded,
          projected,
          query + o,
          projectedGradient,
          key + o,
          stride);
      Gemm.multiply(
          end - i,
          width,
          below,
          weights,
          weight + diagonal,
          1,
          padded,
          mixedGradient,
          mixed + i * columns,
          columns,
          projectedGradient,
          value + o,
          stride);
    }
  }

  /** Products of rows with the transposed rows, up to the end of each block's columns. */
  private void causal(
      float[] x, int offset, int rowStride, int length, int padded, float[] scores, int to) {
    for (int i = 0; i < length; i += BLOCK) {
      int end = Math.min(length, i + BLOCK);
      Gemm.multiply(
          end - i,
          Math.min(padded, i + BLOCK),
          width,
          x,
          offset + i * rowStride,
          rowStride,
          1,
          transposed,
          0,
          padded,
          scores,
          to + i * padded,
          padded);
    }
  }

  private void multiply(
      int m,
      int k,
      float[] a,
      int aOffset,
      int aRow,
      int aColumn,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      int cRow) {
    Gemm.multiply(m, width, k, a, aOffset, aRow, aColumn, b, bOffset, stride, c, cOffset, cRow);
  }
}
