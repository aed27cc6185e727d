package org.shaketable.training.bench;

import org.shaketable.random.Gaussian;
import org.shaketable.random.RandomStream;
import org.shaketable.training.arithmetic.Gemm;

/** Products of this project's kernels. */
final class ProductContender implements Contender {
  private final ProductShape shape;
  private final boolean transposed;
  private final int stride;
  private final float[] a;
  private final float[] b;
  private final float[] c;

  /**
   * @param transposed whether A is stored column by column
   */
  ProductContender(ProductShape shape, boolean transposed) {
    this.shape = shape;
    this.transposed = transposed;
    this.stride = Gemm.pad(shape.columns());
    this.a = normal("a", shape.rows() * shape.inner());
    this.b = normal("b", shape.inner() * stride);
    this.c = new float[shape.rows() * stride];
  }

  private static float[] normal(String name, int length) {
    float[] values = new float[length];
    Gaussian.add(values, 0, length, 1, RandomStream.of(1, "bench/product/" + name, 0));
    return values;
  }

  @Override
  public String name() {
    return transposed ? "vector, A transposed" : "vector";
  }

  @Override
  public double train(int steps) {
    return ProcessorTime.micros(steps, this::multiply);
  }

  private void multiply() {
    int row = transposed ? 1 : shape.inner();
    int column = transposed ? shape.rows() : 1;
    Gemm.multiply(
        shape.rows(), stride, shape.inner(), a, 0, row, column, b, 0, stride, c, 0, stride);
  }
}
