package org.shaketable.training.arithmetic;

import static org.shaketable.training.arithmetic.Lanes.FLOATS;
import static org.shaketable.training.arithmetic.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Steps of optimizers over flat vectors. The state's length is the number of parameters; its tail
 * behind the last whole vector is done one by one with the same operations, so an entry's bits do
 * not depend on its place.
 */
public final class Updates {
  private Updates() {}

  /**
   * Adam: {@code m = beta1 m + rest1 g; v = beta2 v + rest2 g^2; w -= rate m / (sqrt(v) rootScale +
   * epsilon)}.
   *
   * @param rest1 {@code 1 - beta1}, taken in double
   * @param rest2 {@code 1 - beta2}, taken in double
   * @param rate learning rate over {@code 1 - beta1^t}
   * @param rootScale {@code 1 / sqrt(1 - beta2^t)}
   */
  public static void adam(
      float[] w,
      float[] g,
      float[] m,
      float[] v,
      float beta1,
      float rest1,
      float beta2,
      float rest2,
      float rate,
      float rootScale,
      float epsilon) {
    int size = m.length;
    Extents.exactly(w, 0, size);
    Extents.exactly(g, 0, size);
    Extents.exactly(v, 0, size);
    int i = 0;
    for (; i + WIDTH <= size; i += WIDTH) {
      FloatVector gi = FloatVector.fromArray(FLOATS, g, i);
      FloatVector mi = FloatVector.fromArray(FLOATS, m, i).mul(beta1).add(gi.mul(rest1));
      FloatVector vi = FloatVector.fromArray(FLOATS, v, i).mul(beta2).add(gi.mul(gi).mul(rest2));
      mi.intoArray(m, i);
      vi.intoArray(v, i);
      FloatVector step = mi.mul(rate).div(vi.sqrt().mul(rootScale).add(epsilon));
      FloatVector.fromArray(FLOATS, w, i).sub(step).intoArray(w, i);
    }
    for (; i < size; i++) {
      m[i] = m[i] * beta1 + g[i] * rest1;
      v[i] = v[i] * beta2 + g[i] * g[i] * rest2;
      w[i] -= m[i] * rate / ((float) Math.sqrt(v[i]) * rootScale + epsilon);
    }
  }

  /** {@code v = momentum v + g; w -= rate v}. */
  public static void momentum(float[] w, float[] g, float[] v, float momentum, float rate) {
    int size = v.length;
    Extents.exactly(w, 0, size);
    Extents.exactly(g, 0, size);
    int i = 0;
    for (; i + WIDTH <= size; i += WIDTH) {
      FloatVector gi = FloatVector.fromArray(FLOATS, g, i);
      FloatVector vi = FloatVector.fromArray(FLOATS, v, i).mul(momentum).add(gi);
      vi.intoArray(v, i);
      FloatVector.fromArray(FLOATS, w, i).sub(vi.mul(rate)).intoArray(w, i);
    }
    for (; i < size; i++) {
      v[i] = v[i] * momentum + g[i];
      w[i] -= v[i] * rate;
    }
  }

  /** {@code v = momentum v + g; w -= rate (g + momentum v)}. */
  public static void nesterov(float[] w, float[] g, float[] v, float momentum, float rate) {
    int size = v.length;
    Extents.exactly(w, 0, size);
    Extents.exactly(g, 0, size);
    int i = 0;
    for (; i + WIDTH <= size; i += WIDTH) {
      FloatVector gi = FloatVector.fromArray(FLOATS, g, i);
      FloatVector vi = FloatVector.fromArray(FLOATS, v, i).mul(momentum).add(gi);
      vi.intoArray(v, i);
      FloatVector step = vi.mul(momentum).add(gi).mul(rate);
      FloatVector.fromArray(FLOATS, w, i).sub(step).intoArray(w, i);
    }
    for (; i < size; i++) {
      v[i] = v[i] * momentum + g[i];
      w[i] -= (v[i] * momentum + g[i]) * rate;
    }
  }

  /** {@code values[0 .. size) *= factor}. */
  public static void scale(float[] values, int size, float factor) {
    Extents.exactly(values, 0, size);
    int i = 0;
    for (; i + WIDTH <= size; i += WIDTH) {
      FloatVector.fromArray(FLOATS, values, i).mul(factor).intoArray(values, i);
    }
    for (; i < size; i++) {
      values[i] *= factor;
    }
  }
}
