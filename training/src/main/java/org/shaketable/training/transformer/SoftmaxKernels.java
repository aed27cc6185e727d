package org.shaketable.training.transformer;

import static org.shaketable.training.arithmetic.Lanes.BLOCK;
import static org.shaketable.training.arithmetic.Lanes.FLOATS;
import static org.shaketable.training.arithmetic.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.shaketable.training.arithmetic.Elementary;
import org.shaketable.training.arithmetic.Extents;

/** Kernels of the softmax over the vocabulary, whose rows are padded to a multiple of 16. */
final class SoftmaxKernels {
  /**
   * The least exponent, also that of the attention's softmax: keeps products out of the subnormal
   * range.
   */
  private static final float FLOOR = -60f;

  private SoftmaxKernels() {}

  static float max(float[] x, int offset, int count) {
    float max = x[offset];
    for (int j = offset + 1; j < offset + count; j++) {
      max = Math.max(max, x[j]);
    }
    return max;
  }

  /** Writes {@code exp(x - max)}, 0 in the padding, and returns the sum. */
  static float exponentials(float[] x, int offset, int count, float max, float[] y, float[] lanes) {
    int padded = Axis.pad(count);
    Extents.blocks(x, offset, padded);
    Extents.blocks(y, offset, padded);
    Extents.blocks(lanes, 0, BLOCK);
    for (int j = offset; j < offset + padded; j += WIDTH) {
      FloatVector difference = FloatVector.fromArray(FLOATS, x, j).sub(max);
      Elementary.exp(difference.max(FLOOR)).intoArray(y, j);
    }
    Arrays.fill(y, offset + count, offset + padded, 0f);
    for (int lane = 0; lane < BLOCK; lane += WIDTH) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int j = offset + lane; j < offset + padded; j += BLOCK) {
        sum = sum.add(FloatVector.fromArray(FLOATS, y, j));
      }
      sum.intoArray(lanes, lane);
    }
    return LaneSums.sum(lanes);
  }

  static void scale(float[] x, int offset, int count, float factor) {
    Extents.blocks(x, offset, count);
    for (int j = offset; j < offset + count; j += WIDTH) {
      FloatVector.fromArray(FLOATS, x, j).mul(factor).intoArray(x, j);
    }
  }

  static void zero(float[] x, int offset, int count) {
    Arrays.fill(x, offset, offset + count, 0f);
  }
}
