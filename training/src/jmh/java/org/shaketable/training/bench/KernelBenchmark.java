package org.shaketable.training.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.shaketable.training.arithmetic.Activations;
import org.shaketable.training.arithmetic.Rows;
import org.shaketable.training.arithmetic.Softmax;
import org.shaketable.training.arithmetic.Sums;
import org.shaketable.training.arithmetic.Updates;

/** The other kernels of a training step, on as many values as a 4-64-64-2 network has. */
@State(Scope.Thread)
public class KernelBenchmark {
  private static final int ROWS = 128;
  private static final int WIDTH = 64;
  private static final int PARAMETERS = 4_610;

  private final float[] activations = GemmBenchmark.normal(ROWS * WIDTH, 1);
  private final float[] gradients = GemmBenchmark.normal(ROWS * WIDTH, 2);
  private final float[] scratch = new float[ROWS * WIDTH];
  private final float[] weights = GemmBenchmark.normal(PARAMETERS, 3);
  private final float[] gradient = GemmBenchmark.normal(PARAMETERS, 4);
  private final float[] first = new float[PARAMETERS];
  private final float[] second = new float[PARAMETERS];
  private final float[] transposed = new float[WIDTH * WIDTH];

  /** Of 128 rows of 64; the copy that keeps the arguments is timed along. */
  @Benchmark
  public float[] tanh() {
    System.arraycopy(activations, 0, scratch, 0, scratch.length);
    Activations.tanh(scratch, scratch.length);
    return scratch;
  }

  /** The gradient of 128 rows of 64; the copy that keeps the arguments is timed along. */
  @Benchmark
  public float[] tanhGradient() {
    System.arraycopy(gradients, 0, scratch, 0, scratch.length);
    Activations.tanhGradient(scratch, activations, scratch.length);
    return scratch;
  }

  /** Of 128 rows of 64. */
  @Benchmark
  public float[] softmax() {
    Softmax.probabilities(activations, ROWS, WIDTH, WIDTH, scratch);
    return scratch;
  }

  /** Of a 64-64 layer. */
  @Benchmark
  public float[] transpose() {
    Rows.transpose(activations, 0, WIDTH, WIDTH, transposed, WIDTH);
    return transposed;
  }

  /** Of all parameters. */
  @Benchmark
  public float[] adam() {
    Updates.adam(weights, gradient, first, second, 0.9f, 0.1f, 0.999f, 0.001f, 1e-6f, 1f, 1e-8f);
    return weights;
  }

  /** Of all parameters. */
  @Benchmark
  public double squares() {
    return Sums.squares(gradient, 0, PARAMETERS);
  }
}
