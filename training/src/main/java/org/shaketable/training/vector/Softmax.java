package org.shaketable.training.vector;

import static org.shaketable.training.vector.Lanes.FLOATS;
import static org.shaketable.training.vector.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Softmax of rows of logits, and what follows from it.
 *
 * <p>All arrays hold {@code rows} rows of {@code columns} values, {@code stride} apart, as {@link
 * org.shaketable.training.network.Network#forward} gives them; the stride is a multiple of 16. What
 * lies behind a row's values is not read, and 0 in every result. A NaN logit makes its row's
 * results NaN.
 */
public final class Softmax {
  /** Exponent whose exponential still is a normal float, for padding that is cleared afterwards. */
  private static final float LOWEST = -87f;

  private Softmax() {}

  /** Probabilities {@code exp(z[j]) / sum exp(z)}; {@code result} may be {@code logits}. */
  public static void probabilities(
      float[] logits, int rows, int columns, int stride, float[] result) {
    float[] sums = exponentials(logits, rows, columns, stride, result);
    for (int row = 0, at = 0; row < rows; row++, at += stride) {
      divide(result, at, columns, sums[row]);
    }
  }

  /** Logarithms of the probabilities, {@code z[j] - log sum exp(z)}, in nats. */
  public static void logProbabilities(
      float[] logits, int rows, int columns, int stride, float[] result) {
    float[] shifted = logits == result ? logits.clone() : logits;
    float[] sums = exponentials(logits, rows, columns, stride, result);
    logarithms(sums);
    for (int row = 0, at = 0; row < rows; row++, at += stride) {
      float shift = largest(shifted, at, columns);
      for (int j = at; j < at + columns; j++) {
        result[j] = shifted[j] - shift - sums[row];
      }
    }
  }

  /**
   * Mean cross-entropy {@code -log p[label]} of the rows, in nats, and its gradient with respect to
   * the logits, {@code (p - onehot) / rows}.
   *
   * @param gradient overwritten; may be {@code logits}
   */
  public static double crossEntropy(
      float[] logits, int[] labels, int rows, int columns, int stride, float[] gradient) {
    double loss = 0;
    for (int row = 0, at = 0; row < rows; row++, at += stride) {
      loss += largest(logits, at, columns) - logits[at + labels[row]];
    }
    float[] sums = exponentials(logits, rows, columns, stride, gradient);
    for (int row = 0, at = 0; row < rows; row++, at += stride) {
      divide(gradient, at, columns, sums[row] * rows);
      gradient[at + labels[row]] -= 1f / rows;
    }
    logarithms(sums);
    for (int row = 0; row < rows; row++) {
      loss += sums[row];
    }
    return loss / rows;
  }

  /**
   * {@code result = exp(z - max z)}, padding 0.
   *
   * @return the sum of each row, then ones up to a whole block
   */
  private static float[] exponentials(
      float[] logits, int rows, int columns, int stride, float[] result) {
    for (int row = 0, at = 0; row < rows; row++, at += stride) {
      float shift = largest(logits, at, columns);
      for (int j = at; j < at + columns; j++) {
        result[j] = logits[j] - shift;
      }
      Arrays.fill(result, at + columns, at + stride, LOWEST);
    }
    for (int i = 0; i < rows * stride; i += WIDTH) {
      Elementary.exp(FloatVector.fromArray(FLOATS, result, i)).intoArray(result, i);
    }
    float[] sums = new float[Lanes.pad(rows)];
    Arrays.fill(sums, rows, sums.length, 1f);
    for (int row = 0, at = 0; row < rows; row++, at += stride) {
      Arrays.fill(result, at + columns, at + stride, 0f);
      float sum = 0;
      for (int j = at; j < at + columns; j++) {
        sum += result[j];
      }
      sums[row] = sum;
    }
    return sums;
  }

  private static float largest(float[] values, int from, int count) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = from; i < from + count; i++) {
      largest = values[i] > largest ? values[i] : largest;
    }
    return largest;
  }

  private static void divide(float[] values, int from, int count, float divisor) {
    float factor = 1f / divisor;
    for (int i = from; i < from + count; i++) {
      values[i] *= factor;
    }
  }

  private static void logarithms(float[] sums) {
    for (int i = 0; i < sums.length; i += WIDTH) {
      Elementary.log(FloatVector.fromArray(FLOATS, sums, i)).intoArray(sums, i);
    }
  }
}
