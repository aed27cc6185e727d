package org.shaketable.training.arithmetic;

import static org.shaketable.training.arithmetic.Lanes.FLOATS;
import static org.shaketable.training.arithmetic.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Non-linearities and their derivatives, in place; {@code count} is whole blocks. */
public final class Activations {
  private Activations() {}

  /** {@code z[i] = tanh(z[i])}. */
  public static void tanh(float[] z, int count) {
    Extents.blocks(z, 0, count);
    for (int i = 0; i < count; i += WIDTH) {
      Elementary.tanh(FloatVector.fromArray(FLOATS, z, i)).intoArray(z, i);
    }
  }

  /** {@code z[i] = max(0, z[i])}; NaN stays NaN. */
  public static void relu(float[] z, int count) {
    Extents.blocks(z, 0, count);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector.fromArray(FLOATS, z, i).max(0f).intoArray(z, i);
    }
  }

  /** {@code delta[i] *= 1 - y[i]^2}, {@code y} a tanh. */
  public static void tanhGradient(float[] delta, float[] y, int count) {
    Extents.blocks(delta, 0, count);
    Extents.blocks(y, 0, count);
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(FLOATS, y, i);
      FloatVector d = FloatVector.fromArray(FLOATS, delta, i);
      d.mul(one.sub(v.mul(v))).intoArray(delta, i);
    }
  }

  /**
   * {@code delta[i] = y[i] > 0 ? delta[i] : 0}, {@code y} a ReLU. The bits of +0 are 0 and those of
   * a positive float a positive integer, whose negative has the sign bit: no mask is needed, which
   * JDK 17 compiles badly.
   */
  public static void reluGradient(float[] delta, float[] y, int count) {
    Extents.blocks(delta, 0, count);
    Extents.blocks(y, 0, count);
    for (int i = 0; i < count; i += WIDTH) {
      IntVector bits = FloatVector.fromArray(FLOATS, y, i).reinterpretAsInts();
      IntVector positive = bits.neg().lanewise(VectorOperators.ASHR, 31);
      FloatVector.fromArray(FLOATS, delta, i)
          .reinterpretAsInts()
          .lanewise(VectorOperators.AND, positive)
          .reinterpretAsFloats()
          .intoArray(delta, i);
    }
  }
}
