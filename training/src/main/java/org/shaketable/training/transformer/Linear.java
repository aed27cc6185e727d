package org.shaketable.training.transformer;

import java.util.List;
import org.shaketable.layout.Tensor;
import org.shaketable.training.arithmetic.Gemm;

/**
 * Linear map {@code y = x W + b} whose matrix is kept padded; several tensors (queries, keys,
 * values) can stand side by side in one matrix, so that they take one product.
 */
final class Linear {

  /**
   * One tensor with its bias as columns of the matrix.
   *
   * @param bias a row; null for none
   * @param outputs how its columns are padded
   * @param column where they begin
   */
  record Part(Tensor weight, Tensor bias, Axis outputs, int column) {}

  private final Axis inputs;
  private final int outputs;
  private final List<Part> parts;
  private final float[] weight;
  private final float[] transposed;
  private final float[] weightGradient;
  private final float[] biasGradient;
  final float[] bias;

  Linear(Axis inputs, List<Part> parts) {
    this.inputs = inputs;
    this.parts = List.copyOf(parts);
    this.outputs = parts.stream().mapToInt(part -> part.outputs().padded()).sum();
    this.weight = new float[inputs.padded() * outputs];
    this.transposed = new float[inputs.padded() * outputs];
    this.weightGradient = new float[inputs.padded() * outputs];
    this.bias = new float[outputs];
    this.biasGradient = new float[outputs];
  }

  /** Distance between two rows of the output. */
  int outputStride() {
    return outputs;
  }

  void load(float[] parameters) {
    for (Part part : parts) {
      for (int i = 0; i < inputs.length(); i++) {
        int row = inputs.place(i) * outputs;
        part.outputs().pack(parameters, part.weight(), i, weight, row + part.column());
      }
      if (part.bias() != null) {
        part.outputs().pack(parameters, part.bias(), 0, bias, part.column());
      }
    }
  }

  /** {@code y = x W}, without the bias: what follows adds it in passing. */
  void forward(float[] x, int rows, float[] y) {
    int k = inputs.padded();
    Gemm.multiply(rows, outputs, k, x, 0, k, 1, weight, 0, outputs, y, 0, outputs);
  }

  /** Gradients of the matrix and the bias, kept until {@link #store}, and of {@code x}. */
  void backward(float[] x, float[] dy, int rows, float[] dx) {
    int k = inputs.padded();
    Gemm.multiply(k, outputs, rows, x, 0, 1, k, dy, 0, outputs, weightGradient, 0, outputs);
    RowKernels.columnSums(dy, rows, outputs, biasGradient);
    RowKernels.transpose(weight, k, outputs, transposed);
    Gemm.multiply(rows, k, outputs, dy, 0, outputs, 1, transposed, 0, k, dx, 0, k);
  }

  void store(float[] gradient) {
    for (Part part : parts) {
      for (int i = 0; i < inputs.length(); i++) {
        int row = inputs.place(i) * outputs;
        part.outputs().unpack(weightGradient, row + part.column(), gradient, part.weight(), i);
      }
      if (part.bias() != null) {
        part.outputs().unpack(biasGradient, part.column(), gradient, part.bias(), 0);
      }
    }
  }
}
