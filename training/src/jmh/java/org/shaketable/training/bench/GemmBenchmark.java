package org.shaketable.training.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.shaketable.random.RandomStream;
import org.shaketable.training.arithmetic.Gemm;

/** The product of matrices, in the shapes of the small networks' passes and of larger ones. */
@State(Scope.Thread)
public class GemmBenchmark {
  /** Rows of A, columns of B, inner index. */
  @Param({"64x64x64", "128x64x64", "128x64x4", "128x16x64", "64x16x128", "64x256x784"})
  public String shape;

  private int m;
  private int n;
  private int k;
  private float[] a;
  private float[] b;
  private float[] c;

  /** Draws the matrices. */
  @Setup
  public void draw() {
    String[] sizes = shape.split("x", -1);
    m = Integer.parseInt(sizes[0]);
    n = Integer.parseInt(sizes[1]);
    k = Integer.parseInt(sizes[2]);
    a = normal(m * k, 1);
    b = normal(k * n, 2);
    c = new float[m * n];
  }

  static float[] normal(int count, int key) {
    RandomStream random = RandomStream.of(1, "benchmark", key);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** {@code C = A B}. */
  @Benchmark
  public float[] product() {
    Gemm.multiply(m, n, k, a, 0, k, 1, b, 0, n, c, 0, n);
    return c;
  }

  /** {@code C = A' B}, A stored as its transpose. */
  @Benchmark
  public float[] transposedProduct() {
    Gemm.multiply(m, n, k, a, 0, 1, m, b, 0, n, c, 0, n);
    return c;
  }
}
