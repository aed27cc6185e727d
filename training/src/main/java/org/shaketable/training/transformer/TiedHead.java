package org.shaketable.training.transformer;

import org.shaketable.layout.Tensor;
import org.shaketable.training.arithmetic.Gemm;

/** Output matrix that is the token embedding's transpose. */
final class TiedHead implements OutputHead {
  private final Tensor embedding;
  private final int width;
  private final int stride;
  private final float[] weight;
  private final float[] weightGradient;

  TiedHead(Tensor embedding) {
    this.embedding = embedding;
    this.width = embedding.columns();
    this.stride = Axis.pad(embedding.rows());
    this.weight = new float[width * stride];
    this.weightGradient = new float[embedding.size()];
  }

  @Override
  public void load(float[] parameters) {
    RowKernels.transpose(
        parameters, embedding.offset(), width, embedding.rows(), width, weight, stride);
  }

  @Override
  public void forward(float[] x, int rows, float[] logits) {
    Gemm.multiply(rows, stride, width, x, 0, width, 1, weight, 0, stride, logits, 0, stride);
  }

  @Override
  public void backward(float[] parameters, float[] x, float[] dy, int rows, float[] dx) {
    int tokens = embedding.rows();
    int offset = embedding.offset();
    Gemm.multiply(tokens, width, rows, dy, 0, 1, stride, x, 0, width, weightGradient, 0, width);
    Gemm.multiply(rows, width, tokens, dy, 0, stride, 1, parameters, offset, width, dx, 0, width);
  }

  @Override
  public void store(float[] gradient) {
    for (int i = 0; i < weightGradient.length; i++) {
      gradient[embedding.offset() + i] += weightGradient[i];
    }
  }
}
