package org.shaketable.training.vector;

import org.shaketable.training.arithmetic.Activations;
import org.shaketable.training.arithmetic.Gemm;
import org.shaketable.training.arithmetic.Lanes;
import org.shaketable.training.arithmetic.Rows;
import org.shaketable.training.arithmetic.Sums;
import org.shaketable.training.network.Activation;

/**
 * One fully connected layer with its scratch memory; the weights live in the caller's vector.
 *
 * <p>Rows of outputs are padded to whole blocks. Where the width is no whole block, kernels read
 * beyond a row of weights into the next one, and only where that would leave the caller's vector
 * weights and bias are copied into padded rows first; the padding's content never reaches a value
 * that counts.
 */
final class Dense {
  final int inputs;
  final int outputs;
  final int stride;
  final float[] result;
  private final int weights;
  private final int bias;
  private final Activation activation;
  private final float[] padded;
  private final float[] paddedBias;
  private final float[] transposed;
  private final float[] delta;

  /**
   * A layer.
   *
   * @param weights place of its weights in the network's vector; the bias follows them
   * @param activation null for a linear layer
   */
  Dense(int inputs, int outputs, int weights, Activation activation, int maxRows) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.stride = Lanes.pad(outputs);
    this.weights = weights;
    this.bias = weights + inputs * outputs;
    this.activation = activation;
    this.result = new float[maxRows * stride];
    boolean whole = stride == outputs;
    this.padded = new float[whole ? 0 : inputs * stride];
    this.paddedBias = new float[stride];
    this.transposed = new float[outputs * Lanes.pad(inputs)];
    this.delta = new float[maxRows * Lanes.pad(inputs)];
  }

  /** {@code result = activation(x W + b)}. */
  void forward(float[] parameters, int offset, float[] x, int xOffset, int xStride, int rows) {
    float[] w = parameters;
    float[] b = parameters;
    int wAt = offset + weights;
    int bAt = offset + bias;
    int wRow = outputs;
    if (bAt + stride > parameters.length) {
      Rows.copy(w, wAt, outputs, padded, 0, stride, inputs, outputs);
      Rows.copy(b, bAt, outputs, paddedBias, 0, stride, 1, outputs);
      w = padded;
      b = paddedBias;
      wAt = 0;
      bAt = 0;
      wRow = stride;
    }
    Gemm.affine(
        rows, stride, inputs, x, xOffset, xStride, 1, w, wAt, wRow, b, bAt, result, 0, stride);
    if (activation != null) {
      switch (activation) {
        case TANH -> Activations.tanh(result, rows * stride);
        case RELU -> Activations.relu(result, rows * stride);
      }
    }
  }

  /** Turns the gradient of the result into that of the values before the non-linearity. */
  void throughActivation(float[] gradient, int rows) {
    switch (activation) {
      case TANH -> Activations.tanhGradient(gradient, result, rows * stride);
      case RELU -> Activations.reluGradient(gradient, result, rows * stride);
    }
  }

  /**
   * Writes the gradients of weights and bias.
   *
   * @param d gradient of {@code x W + b}, its rows from {@code dOffset} on
   */
  void weightGradient(
      float[] d,
      int dOffset,
      float[] x,
      int xOffset,
      int xStride,
      int rows,
      float[] gradient,
      int offset) {
    Sums.columns(d, dOffset, rows, stride, paddedBias);
    System.arraycopy(paddedBias, 0, gradient, offset + bias, outputs);
    int at = offset + weights;
    if (stride == outputs) {
      Gemm.multiply(
          inputs, stride, rows, x, xOffset, 1, xStride, d, dOffset, stride, gradient, at, stride);
    } else if (2 * outputs <= stride
        && xStride == Lanes.pad(inputs)
        && xOffset + rows * xStride <= x.length) {
      narrowWeightGradient(d, dOffset, x, xOffset, xStride, rows, gradient, at);
    } else {
      Gemm.multiply(
          inputs, stride, rows, x, xOffset, 1, xStride, d, dOffset, stride, padded, 0, stride);
      Rows.copy(padded, 0, stride, gradient, at, outputs, inputs, outputs);
    }
  }

  /** Few outputs: {@code d^T x} fills whole vectors where {@code x^T d} would be mostly padding. */
  private void narrowWeightGradient(
      float[] d,
      int dOffset,
      float[] x,
      int xOffset,
      int xStride,
      int rows,
      float[] gradient,
      int at) {
    Gemm.multiply(
        outputs, xStride, rows, d, dOffset, 1, stride, x, xOffset, xStride, transposed, 0, xStride);
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < outputs; j++) {
        gradient[at + i * outputs + j] = transposed[j * xStride + i];
      }
    }
  }

  /** The gradient of {@code x}, in rows of whole blocks: {@code d W^T}. */
  float[] inputGradient(float[] parameters, int offset, float[] d, int rows) {
    int row = Lanes.pad(inputs);
    Rows.transpose(parameters, offset + weights, inputs, outputs, transposed, row);
    Gemm.multiply(rows, row, outputs, d, 0, stride, 1, transposed, 0, row, delta, 0, row);
    return delta;
  }
}
