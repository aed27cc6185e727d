package org.shaketable.training.transformer;

import org.shaketable.layout.Tensor;

/**
 * Layer normalisation {@code y = (x - mean) / sqrt(variance + 1e-5) * scale + shift} of each row,
 * with the population variance (Ba, Kiros and Hinton, arXiv 1607.06450).
 */
final class LayerNorm {
  private final Tensor scale;
  private final Tensor shift;
  private final int width;
  private final float[] normalised;
  private final float[] inverse;
  private final float[] lanes = LaneSums.lanes();
  final float[] output;

  LayerNorm(Tensor scale, Tensor shift, int rows) {
    this.scale = scale;
    this.shift = shift;
    this.width = scale.columns();
    this.normalised = new float[rows * width];
    this.inverse = new float[rows];
    this.output = new float[rows * width];
  }

  void forward(float[] parameters, float[] x, int rows) {
    NormKernels.normalise(x, rows, width, normalised, inverse, lanes);
    NormKernels.scale(normalised, rows, width, parameters, scale.offset(), shift.offset(), output);
  }

  /** Adds the gradient of the rows to {@code dx}, those of scale and shift to {@code gradient}. */
  void backward(float[] parameters, float[] dy, int rows, float[] dx, float[] gradient) {
    NormKernels.scaleGradient(
        normalised, dy, rows, width, gradient, scale.offset(), shift.offset());
    NormKernels.gradient(
        normalised, inverse, dy, rows, width, parameters, scale.offset(), dx, lanes);
  }
}
