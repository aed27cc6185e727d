package org.shaketable.training.transformer;

import static org.shaketable.training.arithmetic.Lanes.FLOATS;
import static org.shaketable.training.arithmetic.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import org.shaketable.training.arithmetic.Elementary;
import org.shaketable.training.arithmetic.Extents;

/**
 * The Gaussian error linear unit in its tanh form, {@code 0.5 x (1 + tanh(sqrt(2 / pi) (x +
 * 0.044715 x^3)))} (Hendrycks and Gimpel, arXiv 1606.08415).
 */
final class GeluKernels {
  /** sqrt(2 / pi). */
  private static final float LINEAR = 0.7978845608f;

  /** sqrt(2 / pi) * 0.044715, and three times that. */
  private static final float CUBIC = 0.0356774081f;

  private static final float CUBIC_SLOPE = 0.1070322244f;

  private GeluKernels() {}

  /** {@code z += bias; y = gelu(z); z = gelu'(z)}: the slope costs little where tanh is known. */
  static void biasGelu(float[] z, int rows, int columns, float[] bias, float[] y) {
    Extents.rows(z, 0, rows, columns, columns);
    Extents.blocks(bias, 0, columns);
    Extents.rows(y, 0, rows, columns, columns);
    for (int row = 0, o = 0; row < rows; row++, o += columns) {
      for (int j = 0; j < columns; j += WIDTH) {
        FloatVector x =
            FloatVector.fromArray(FLOATS, z, o + j).add(FloatVector.fromArray(FLOATS, bias, j));
        FloatVector square = x.mul(x);
        FloatVector t = Elementary.tanh(square.mul(CUBIC).add(LINEAR).mul(x));
        x.mul(0.5f).mul(t.add(1f)).intoArray(y, o + j);
        FloatVector inner = square.mul(CUBIC_SLOPE).add(LINEAR).mul(x);
        FloatVector slope = t.neg().mul(t).add(1f).mul(inner).add(t).add(1f).mul(0.5f);
        slope.intoArray(z, o + j);
      }
    }
  }
}
