package org.shaketable.training.transformer;

import org.shaketable.training.arithmetic.Lanes;

/**
 * The order in which kernels add up a row, the same for every vector width: value {@code j} goes to
 * lane {@code j mod 16}, in order; then the 16 lanes are added in pairs.
 */
final class LaneSums {
  private LaneSums() {}

  static float[] lanes() {
    return new float[Lanes.BLOCK];
  }

  static float sum(float[] lanes) {
    float a = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
    float b = (lanes[4] + lanes[5]) + (lanes[6] + lanes[7]);
    float c = (lanes[8] + lanes[9]) + (lanes[10] + lanes[11]);
    float d = (lanes[12] + lanes[13]) + (lanes[14] + lanes[15]);
    return (a + b) + (c + d);
  }
}
