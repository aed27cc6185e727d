package org.shaketable.training.arithmetic;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Width of the vectors that all kernels use, and the padding that makes rows whole vectors.
 *
 * <p>The species is the CPU's preferred one, at most 16 lanes. Rows are padded to a multiple of
 * {@link #BLOCK} whatever the species, so that strides, and the order of every sum, do not depend
 * on it.
 */
public final class Lanes {
  /** Rows are padded to a multiple of this many values: the widest species. */
  public static final int BLOCK = 16;

  /** Vectors of floats. */
  public static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() > BLOCK
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  /** Vectors of as many ints. */
  public static final VectorSpecies<Integer> INTS =
      IntVector.SPECIES_PREFERRED.length() > BLOCK
          ? IntVector.SPECIES_512
          : IntVector.SPECIES_PREFERRED;

  /** Floats in one vector. */
  public static final int WIDTH = FLOATS.length();

  /** Vector registers: 32 with AVX-512 and on ARM, 16 on other CPUs. */
  static final int REGISTERS =
      WIDTH == BLOCK || System.getProperty("os.arch").equals("aarch64") ? 32 : 16;

  private Lanes() {}

  /** {@code count} rounded up to whole blocks. */
  public static int pad(int count) {
    return (count + BLOCK - 1) & -BLOCK;
  }
}
