package org.shaketable.training.vector;

import static org.shaketable.training.vector.Lanes.FLOATS;
import static org.shaketable.training.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/** Bias and non-linearity of a layer, fused, and their derivatives; rows are whole blocks. */
final class Activations {
  private Activations() {}

  /** {@code z[i][j] += bias[j]}, rows of {@code columns} values. */
  static void bias(float[] z, int rows, int columns, float[] bias, int biasOffset) {
    for (int row = 0, at = 0; row < rows; row++) {
      for (int j = 0; j < columns; j += WIDTH, at += WIDTH) {
        FloatVector b = FloatVector.fromArray(FLOATS, bias, biasOffset + j);
        FloatVector.fromArray(FLOATS, z, at).add(b).intoArray(z, at);
      }
    }
  }

  /** {@code z[i][j] = tanh(z[i][j] + bias[j])}. */
  static void biasTanh(float[] z, int rows, int columns, float[] bias, int biasOffset) {
    for (int row = 0, at = 0; row < rows; row++) {
      for (int j = 0; j < columns; j += WIDTH, at += WIDTH) {
        FloatVector b = FloatVector.fromArray(FLOATS, bias, biasOffset + j);
        Elementary.tanh(FloatVector.fromArray(FLOATS, z, at).add(b)).intoArray(z, at);
      }
    }
  }

  /** {@code z[i][j] = max(0, z[i][j] + bias[j])}; NaN stays NaN. */
  static void biasRelu(float[] z, int rows, int columns, float[] bias, int biasOffset) {
    for (int row = 0, at = 0; row < rows; row++) {
      for (int j = 0; j < columns; j += WIDTH, at += WIDTH) {
        FloatVector b = FloatVector.fromArray(FLOATS, bias, biasOffset + j);
        FloatVector.fromArray(FLOATS, z, at).add(b).max(0f).intoArray(z, at);
      }
    }
  }

  /** {@code delta[i] *= 1 - y[i]^2}, {@code y} a tanh; {@code count} whole blocks. */
  static void tanhGradient(float[] delta, float[] y, int count) {
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(FLOATS, y, i);
      FloatVector d = FloatVector.fromArray(FLOATS, delta, i);
      d.mul(one.sub(v.mul(v))).intoArray(delta, i);
    }
  }

  /** {@code delta[i] = y[i] > 0 ? delta[i] : 0}, {@code y} a ReLU; {@code count} whole blocks. */
  static void reluGradient(float[] delta, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      delta[i] = y[i] > 0f ? delta[i] : 0f;
    }
  }
}
