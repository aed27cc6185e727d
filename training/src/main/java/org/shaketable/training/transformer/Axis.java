package org.shaketable.training.transformer;

import org.shaketable.layout.Tensor;
import org.shaketable.training.arithmetic.Gemm;

/**
 * One side of a padded matrix: {@code blocks} runs of {@code size} values, each padded with zeros
 * to a multiple of 16, so that kernels need no masks. Heads are blocks; other sides are one block.
 */
record Axis(int blocks, int size) {

  static Axis of(int size) {
    return new Axis(1, size);
  }

  static int pad(int size) {
    return Gemm.pad(size);
  }

  /** Number of values without padding. */
  int length() {
    return blocks * size;
  }

  int paddedSize() {
    return pad(size);
  }

  int padded() {
    return blocks * paddedSize();
  }

  /** Place of value {@code index} among the padded values. */
  int place(int index) {
    return index / size * paddedSize() + index % size;
  }

  /** Copies row {@code row} of a tensor of the flat vector to {@code padded[offset ..)}. */
  void pack(float[] flat, Tensor tensor, int row, float[] padded, int offset) {
    int from = tensor.offset() + row * tensor.columns();
    for (int block = 0; block < blocks; block++) {
      System.arraycopy(flat, from + block * size, padded, offset + block * paddedSize(), size);
    }
  }

  /** Copies {@code padded[offset ..)} to row {@code row} of a tensor of the flat vector. */
  void unpack(float[] padded, int offset, float[] flat, Tensor tensor, int row) {
    int to = tensor.offset() + row * tensor.columns();
    for (int block = 0; block < blocks; block++) {
      System.arraycopy(padded, offset + block * paddedSize(), flat, to + block * size, size);
    }
  }
}
