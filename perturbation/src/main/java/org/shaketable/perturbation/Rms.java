package org.shaketable.perturbation;

/** Root mean square of a stretch of an array, summed in double in index order. */
final class Rms {
  private Rms() {}

  static double of(float[] values, int offset, int count) {
    double squares = 0;
    for (int i = offset; i < offset + count; i++) {
      squares += (double) values[i] * values[i];
    }
    return Math.sqrt(squares / count);
  }
}
