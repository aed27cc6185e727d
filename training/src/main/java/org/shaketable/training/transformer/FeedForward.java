package org.shaketable.training.transformer;

import java.util.List;
import org.shaketable.layout.Tensor;

/** Two linear maps with a GELU between them. */
final class FeedForward {
  private final int width;
  private final Linear first;
  private final Linear second;

  /** The first map's outputs, then the slope of the GELU there. */
  private final float[] slope;

  private final float[] gradient;
  final float[] activation;

  FeedForward(Tensor fc, Tensor fcBias, Tensor proj, Tensor projBias, int rows) {
    Axis inner = Axis.of(fc.columns());
    Axis outer = Axis.of(fc.rows());
    this.width = fc.columns();
    this.first = new Linear(outer, List.of(new Linear.Part(fc, fcBias, inner, 0)));
    this.second = new Linear(inner, List.of(new Linear.Part(proj, projBias, outer, 0)));
    this.slope = new float[rows * width];
    this.activation = new float[rows * width];
    this.gradient = new float[rows * width];
  }

  void load(float[] parameters) {
    first.load(parameters);
    second.load(parameters);
  }

  void forward(float[] x, int rows, float[] y) {
    first.forward(x, rows, slope);
    GeluKernels.biasGelu(slope, rows, width, first.bias, activation);
    second.forward(activation, rows, y);
    RowKernels.addBias(y, rows, second.outputStride(), second.bias);
  }

  void backward(float[] x, float[] dy, int rows, float[] dx) {
    second.backward(activation, dy, rows, gradient);
    RowKernels.multiply(gradient, slope, rows * width, gradient);
    first.backward(x, gradient, rows, dx);
  }

  void store(float[] flatGradient) {
    first.store(flatGradient);
    second.store(flatGradient);
  }
}
