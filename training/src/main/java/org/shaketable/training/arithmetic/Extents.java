package org.shaketable.training.arithmetic;

import java.util.Objects;

/**
 * Whether what a kernel reads and writes lies inside of its arrays, asked once for a call.
 *
 * <p>The Vector API asks at each load and store, for which loops with 16 registers have no
 * instructions to spare: started with {@code -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0} it
 * does not, and a kernel that did not ask would read and write elsewhere. Every kernel asks,
 * whatever the JVM was started with.
 */
public final class Extents {
  private Extents() {}

  /**
   * Requires {@code count} values from {@code offset} on, rounded up to whole blocks: kernels work
   * on whole vectors.
   *
   * @throws IndexOutOfBoundsException if the array ends before
   */
  public static void blocks(float[] values, int offset, int count) {
    exactly(values, offset, Lanes.pad(count));
  }

  /**
   * Requires {@code count} values from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if the array ends before
   */
  public static void exactly(float[] values, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, values.length);
  }

  /**
   * Requires rows of {@code columns} values, rounded up to whole blocks, {@code stride} apart; none
   * where there are no rows.
   *
   * @throws IndexOutOfBoundsException if the array ends before, or rows run backwards
   */
  public static void rows(float[] values, int offset, int rows, int columns, int stride) {
    if (rows > 0) {
      long last = offset + (rows - 1L) * stride;
      Objects.checkFromIndexSize(Math.min(offset, last), Lanes.pad(columns), (long) values.length);
      Objects.checkFromIndexSize(Math.max(offset, last), Lanes.pad(columns), (long) values.length);
    }
  }
}
