package org.shaketable.training.dl4j;

import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;

/**
 * Translation between this project's order of parameters, weights {@code [inputs x outputs]}
 * row-major, and DL4J's, the same tensors column-major ('f').
 */
final class Order {
  private Order() {}

  /** {@code to[0 .. size)} in DL4J's order. */
  static void toDl4j(ParameterLayout layout, float[] from, int offset, float[] to) {
    for (Tensor tensor : layout.tensors()) {
      transpose(
          from, offset + tensor.offset(), tensor.rows(), tensor.columns(), to, tensor.offset());
    }
  }

  /** {@code to[offset ..)} from DL4J's order. */
  static void fromDl4j(ParameterLayout layout, float[] from, float[] to, int offset) {
    for (Tensor tensor : layout.tensors()) {
      transpose(
          from, tensor.offset(), tensor.columns(), tensor.rows(), to, offset + tensor.offset());
    }
  }

  private static void transpose(
      float[] from, int fromOffset, int rows, int columns, float[] to, int toOffset) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[toOffset + j * rows + i] = from[fromOffset + i * columns + j];
      }
    }
  }
}
