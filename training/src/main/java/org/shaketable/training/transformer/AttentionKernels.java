package org.shaketable.training.transformer;

import static org.shaketable.training.arithmetic.Lanes.BLOCK;
import static org.shaketable.training.arithmetic.Lanes.FLOATS;
import static org.shaketable.training.arithmetic.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.shaketable.training.arithmetic.Elementary;
import org.shaketable.training.arithmetic.Extents;

/** Kernels of the causal softmax over square matrices whose rows are padded to a multiple of 16. */
final class AttentionKernels {
  /** Below any score; finite, so that differences of it are no NaN. */
  private static final float MASKED = -1e30f;

  /**
   * Smallest difference to a row's largest score that is told apart: {@code exp(-60)} is far below
   * a float's precision, and products with it are no subnormal numbers, which are slow.
   */
  private static final float FLOOR = -60f;

  private AttentionKernels() {}

  /**
   * Softmax of {@code scale} times the values up to the diagonal of each row, in place; 0 behind.
   *
   * @return the largest scaled score
   */
  static float softmax(float[] p, int offset, int length, int stride, float scale, float[] lanes) {
    float largest = MASKED;
    for (int i = 0, o = offset; i < length; i++, o += stride) {
      largest = Math.max(largest, softmaxRow(p, o, i, stride, scale, lanes));
    }
    return largest * scale;
  }

  /**
   * The same for row {@code i} alone, which begins at {@code o}.
   *
   * @return its largest score, not scaled
   */
  static float softmaxRow(float[] p, int o, int i, int stride, float scale, float[] lanes) {
    int end = o + end(i, stride);
    Extents.blocks(p, o, end - o);
    Extents.blocks(lanes, 0, BLOCK);
    Arrays.fill(p, o + i + 1, end, MASKED);
    float max = max(p, o, end);
    float inverse = 1f / exponentials(p, o, end, max, scale, lanes);
    for (int j = o; j < end; j += WIDTH) {
      FloatVector.fromArray(FLOATS, p, j).mul(inverse).intoArray(p, j);
    }
    Arrays.fill(p, o + i + 1, end, 0f);
    return max;
  }

  /** First column behind the block of row {@code i}. */
  private static int end(int i, int stride) {
    return Math.min(stride, (i / AttentionHead.BLOCK + 1) * AttentionHead.BLOCK);
  }

  /** A maximum is the same in any order, unlike a sum: the lanes may be reduced as they are. */
  private static float max(float[] p, int from, int to) {
    FloatVector max = FloatVector.fromArray(FLOATS, p, from);
    for (int j = from + WIDTH; j < to; j += WIDTH) {
      max = max.max(FloatVector.fromArray(FLOATS, p, j));
    }
    return max.reduceLanes(VectorOperators.MAX);
  }

  private static float exponentials(
      float[] p, int from, int to, float max, float scale, float[] lanes) {
    for (int lane = 0; lane < BLOCK; lane += WIDTH) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int j = from + lane; j < to; j += BLOCK) {
        FloatVector score = FloatVector.fromArray(FLOATS, p, j);
        FloatVector e = Elementary.exp(score.sub(max).mul(scale).max(FLOOR));
        e.intoArray(p, j);
        sum = sum.add(e);
      }
      sum.intoArray(lanes, lane);
    }
    return LaneSums.sum(lanes);
  }

  /** {@code dp = scale * p * (dp - sum(p * dp))} in each row. */
  static void gradient(
      float[] p, int offset, float[] dp, int length, int stride, float scale, float[] lanes) {
    Extents.rows(p, offset, length, stride, stride);
    Extents.rows(dp, 0, length, stride, stride);
    Extents.blocks(lanes, 0, BLOCK);
    for (int i = 0; i < length; i++) {
      int o = i * stride;
      int end = end(i, stride);
      float sum = product(p, offset + o, dp, o, end, lanes);
      for (int j = 0; j < end; j += WIDTH) {
        FloatVector.fromArray(FLOATS, dp, o + j)
            .sub(sum)
            .mul(FloatVector.fromArray(FLOATS, p, offset + o + j))
            .mul(scale)
            .intoArray(dp, o + j);
      }
    }
  }

  private static float product(
      float[] p, int pOffset, float[] dp, int dpOffset, int count, float[] lanes) {
    for (int lane = 0; lane < BLOCK; lane += WIDTH) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int j = lane; j < count; j += BLOCK) {
        FloatVector weight = FloatVector.fromArray(FLOATS, p, pOffset + j);
        sum = weight.fma(FloatVector.fromArray(FLOATS, dp, dpOffset + j), sum);
      }
      sum.intoArray(lanes, lane);
    }
    return LaneSums.sum(lanes);
  }
}
