package org.shaketable.training.arithmetic;

import static org.shaketable.training.arithmetic.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Elementary functions of vectors, from {@code + - * / fma min max} and bit operations in a fixed
 * order: equal bits on every CPU and JIT tier, which intrinsics of {@link Math} do not promise.
 */
public final class Elementary {
  /** Adding 1.5 * 2^23 to a small float leaves its nearest integer in the low mantissa bits. */
  private static final float ROUND = 12_582_912f;

  /** Above this, tanh is 1 within a float's precision. */
  private static final float TANH_LIMIT = 7.90531110763549805f;

  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;

  private Elementary() {}

  private static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  /**
   * Hyperbolic tangent: the rational minimax approximation x p(x^2) / q(x^2), degrees 13 and 6, as
   * in Eigen's generic math functions; absolute error below 4e-7. NaN stays NaN.
   */
  public static FloatVector tanh(FloatVector value) {
    FloatVector x = value.max(-TANH_LIMIT).min(TANH_LIMIT);
    FloatVector y = x.mul(x);
    FloatVector p = all(-2.76076847742355e-16f).fma(y, all(2.00018790482477e-13f));
    p = p.fma(y, all(-8.60467152213735e-11f));
    p = p.fma(y, all(5.12229709037114e-08f));
    p = p.fma(y, all(1.48572235717979e-05f));
    p = p.fma(y, all(6.37261928875436e-04f));
    p = p.fma(y, all(4.89352455891786e-03f)).mul(x);
    FloatVector q = all(1.19825839466702e-06f).fma(y, all(1.18534705686654e-04f));
    q = q.fma(y, all(2.26843463243900e-03f));
    q = q.fma(y, all(4.89352518554385e-03f));
    return p.div(q);
  }

  /**
   * Exponential of the argument clamped to [-87, 88]: Cody-Waite reduction and the polynomial of
   * Cephes' {@code expf} (Moshier); relative error below 3e-7. NaN stays NaN.
   */
  public static FloatVector exp(FloatVector value) {
    FloatVector x = value.max(-87f).min(88f);
    // JDK 17 has no intrinsic for float to int: the integer is read from the bits.
    FloatVector shifted = x.fma(all(1.44269504f), all(ROUND));
    FloatVector n = shifted.sub(ROUND);
    x = n.fma(all(-LN2_HIGH), x);
    x = n.fma(all(-LN2_LOW), x);
    FloatVector p = all(1.9875691500e-4f).fma(x, all(1.3981999507e-3f));
    p = p.fma(x, all(8.3334519073e-3f));
    p = p.fma(x, all(4.1665795894e-2f));
    p = p.fma(x, all(1.6666665459e-1f));
    p = p.fma(x, all(5.0000001201e-1f));
    p = p.fma(x.mul(x), x).add(1f);
    IntVector scale = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(127 << 23);
    return p.mul(scale.reinterpretAsFloats());
  }

  /**
   * Natural logarithm of a positive, normal float: the mantissa brought into [sqrt(1/2), sqrt(2))
   * and the polynomial of Cephes' {@code logf} (Moshier); relative error below 3e-7. Other
   * arguments give no meaningful value.
   */
  public static FloatVector log(FloatVector value) {
    IntVector bits = value.reinterpretAsInts();
    IntVector exponent = bits.sub(0x3F3504F3).lanewise(VectorOperators.ASHR, 23);
    FloatVector x =
        bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1f);
    FloatVector z = x.mul(x);
    FloatVector n = exponent.add(0x4B400000).reinterpretAsFloats().sub(ROUND);
    FloatVector p = all(7.0376836292e-2f).fma(x, all(-1.1514610310e-1f));
    p = p.fma(x, all(1.1676998740e-1f));
    p = p.fma(x, all(-1.2420140846e-1f));
    p = p.fma(x, all(1.4249322787e-1f));
    p = p.fma(x, all(-1.6668057665e-1f));
    p = p.fma(x, all(2.0000714765e-1f));
    p = p.fma(x, all(-2.4999993993e-1f));
    p = p.fma(x, all(3.3333331174e-1f));
    p = p.mul(x).mul(z);
    p = n.fma(all(LN2_LOW), p);
    p = z.fma(all(-0.5f), p);
    return n.fma(all(LN2_HIGH), x.add(p));
  }
}
