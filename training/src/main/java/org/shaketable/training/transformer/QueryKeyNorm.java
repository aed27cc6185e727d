package org.shaketable.training.transformer;

import java.util.Arrays;
import org.shaketable.layout.Tensor;

/**
 * LayerNorm of each head's query and key, in place, with one learned scale for the queries and one
 * for the keys of all heads, and no shift (Dehghani et al., arXiv 2302.05442; Wortsman et al.,
 * arXiv 2309.14322). Head widths are small and need not be a multiple of 16, so these loops are
 * plain.
 */
final class QueryKeyNorm {
  private static final double EPSILON = 1e-5;

  private final Tensor queryScale;
  private final Tensor keyScale;
  private final Axis heads;
  private final float[] normalised;
  private final float[] inverse;

  QueryKeyNorm(Tensor queryScale, Tensor keyScale, Axis heads, int rows) {
    this.queryScale = queryScale;
    this.keyScale = keyScale;
    this.heads = heads;
    this.normalised = new float[rows * 2 * heads.length()];
    this.inverse = new float[rows * 2 * heads.blocks()];
  }

  void forward(float[] parameters, float[] projected, int rows) {
    for (int i = 0; i < rows * 2 * heads.blocks(); i++) {
      forward(projected, place(i), parameters, scale(i).offset(), i);
    }
  }

  /** Turns the gradient of normalised queries and keys into that of the raw ones, in place. */
  void backward(float[] parameters, float[] projectedGradient, int rows, float[] gradient) {
    Arrays.fill(gradient, queryScale.offset(), queryScale.end(), 0f);
    Arrays.fill(gradient, keyScale.offset(), keyScale.end(), 0f);
    for (int i = 0; i < rows * 2 * heads.blocks(); i++) {
      backward(projectedGradient, place(i), parameters, scale(i).offset(), i, gradient);
    }
  }

  private Tensor scale(int index) {
    return index % (2 * heads.blocks()) < heads.blocks() ? queryScale : keyScale;
  }

  private int place(int index) {
    int both = 2 * heads.blocks();
    return index / both * 3 * heads.padded() + index % both * heads.paddedSize();
  }

  private void forward(float[] x, int offset, float[] parameters, int scale, int index) {
    int width = heads.size();
    float sum = 0;
    for (int j = 0; j < width; j++) {
      sum += x[offset + j];
    }
    float mean = sum / width;
    float squares = 0;
    for (int j = 0; j < width; j++) {
      float centred = x[offset + j] - mean;
      squares += centred * centred;
    }
    float root = (float) (1 / Math.sqrt(squares / width + EPSILON));
    inverse[index] = root;
    for (int j = 0; j < width; j++) {
      float value = (x[offset + j] - mean) * root;
      normalised[index * width + j] = value;
      x[offset + j] = value * parameters[scale + j];
    }
  }

  private void backward(
      float[] dx, int offset, float[] parameters, int scale, int index, float[] gradient) {
    int width = heads.size();
    int from = index * width;
    float sum = 0;
    float product = 0;
    for (int j = 0; j < width; j++) {
      float d = dx[offset + j];
      float e = d * parameters[scale + j];
      gradient[scale + j] += d * normalised[from + j];
      sum += e;
      product += e * normalised[from + j];
    }
    float mean = sum / width;
    float slope = product / width;
    for (int j = 0; j < width; j++) {
      float e = dx[offset + j] * parameters[scale + j];
      dx[offset + j] = (e - mean - normalised[from + j] * slope) * inverse[index];
    }
  }
}
