package org.shaketable.perturbation;

/** Rounding of floats to fewer significant bits. */
final class Significand {
  private Significand() {}

  /**
   * Rounds {@code values[0 .. count)} to {@code 24 - bits} significant bits, halves away from 0;
   * exponents keep their range. NaN and infinities stay.
   */
  static void round(float[] values, int count, int bits) {
    if (bits == 0) {
      return;
    }
    int half = 1 << (bits - 1);
    for (int i = 0; i < count; i++) {
      if (Math.abs(values[i]) <= Float.MAX_VALUE) {
        int raw = Float.floatToRawIntBits(values[i]);
        values[i] = Float.intBitsToFloat((raw + half) >> bits << bits);
      }
    }
  }
}
