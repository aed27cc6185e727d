package org.shaketable.random;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Functions of vectors that {@link NormalBlocks}' loops are made of; C2 must inline them. */
final class NormalLanes {
  static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() > 16
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  static final VectorSpecies<Integer> INTS =
      FLOATS.length() == 16 ? IntVector.SPECIES_512 : IntVector.SPECIES_PREFERRED;

  static final int WIDTH = FLOATS.length();

  private static final int ONE = Float.floatToRawIntBits(1f);

  private NormalLanes() {}

  static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  /** {@code h ^ h >>> shift}. */
  static IntVector fold(IntVector h, int shift) {
    return h.lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.LSHR, shift));
  }

  /** The upper 23 bits as a float in [1, 2). */
  static FloatVector unit(IntVector bits) {
    return bits.lanewise(VectorOperators.LSHR, 9)
        .lanewise(VectorOperators.OR, ONE)
        .reinterpretAsFloats();
  }

  /** 1 or -1 by the lowest bit. */
  static FloatVector sign(IntVector bits) {
    return bits.lanewise(VectorOperators.LSHL, 31)
        .lanewise(VectorOperators.OR, ONE)
        .reinterpretAsFloats();
  }

  /** Natural logarithm of a normal float; the polynomial of Cephes' {@code logf} (Moshier). */
  static FloatVector log(FloatVector value) {
    IntVector bits = value.reinterpretAsInts();
    IntVector exponent = bits.sub(0x3F3504F3).lanewise(VectorOperators.ASHR, 23);
    FloatVector x =
        bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1f);
    FloatVector z = x.mul(x);
    // 1.5 * 2^23 + n has n in its low bits: an integer becomes a float without a conversion
    FloatVector n = exponent.add(0x4B400000).reinterpretAsFloats().sub(12_582_912f);
    FloatVector p = all(7.0376836292e-2f).fma(x, all(-1.1514610310e-1f));
    p = p.fma(x, all(1.1676998740e-1f));
    p = p.fma(x, all(-1.2420140846e-1f));
    p = p.fma(x, all(1.4249322787e-1f));
    p = p.fma(x, all(-1.6668057665e-1f));
    p = p.fma(x, all(2.0000714765e-1f));
    p = p.fma(x, all(-2.4999993993e-1f));
    p = p.fma(x, all(3.3333331174e-1f));
    p = p.mul(x).mul(z);
    p = n.fma(all(-2.12194440e-4f), p);
    p = z.fma(all(-0.5f), p);
    return n.fma(all(0.693359375f), x.add(p));
  }
}
