package org.shaketable.training.arithmetic;

import static org.shaketable.training.arithmetic.Lanes.FLOATS;
import static org.shaketable.training.arithmetic.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Softmax of rows of logits, and what follows from it.
 *
 * <p>All arrays hold {@code rows} rows of {@code columns} values, {@code stride} apart, as networks
 * give them. What lies behind a row's values is not read, and 0 in every result. A NaN logit makes
 * its row's results NaN.
 *
 * <p>Sixteen rows at a time are turned into columns, one row a lane: row sums then run in the order
 * of the columns, and few columns need few exponentials.
 */
public final class Softmax {
  private static final int ROWS = Lanes.BLOCK;

  private Softmax() {}

  /** Probabilities {@code exp(z[j]) / sum exp(z)}; {@code result} may be {@code logits}. */
  public static void probabilities(
      float[] logits, int rows, int columns, int stride, float[] result) {
    float[] tile = new float[columns * ROWS];
    float[] sums = new float[ROWS];
    for (int row = 0; row < rows; row += ROWS) {
      int count = Math.min(ROWS, rows - row);
      gather(logits, row * stride, stride, count, columns, tile);
      shift(tile, columns, new float[ROWS]);
      exponentials(tile, columns, sums);
      normalise(tile, columns, sums, 1f);
      scatter(tile, count, columns, result, row * stride, stride);
    }
  }

  /**
   * Logarithms of the probabilities, {@code z[j] - log sum exp(z)}, in nats; {@code result} may be
   * {@code logits}.
   */
  public static void logProbabilities(
      float[] logits, int rows, int columns, int stride, float[] result) {
    float[] tile = new float[columns * ROWS];
    float[] sums = new float[ROWS];
    for (int row = 0; row < rows; row += ROWS) {
      int count = Math.min(ROWS, rows - row);
      gather(logits, row * stride, stride, count, columns, tile);
      shift(tile, columns, new float[ROWS]);
      float[] shifted = tile.clone();
      exponentials(tile, columns, sums);
      logarithms(sums);
      subtract(shifted, columns, sums);
      scatter(shifted, count, columns, result, row * stride, stride);
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
    float[] tile = new float[columns * ROWS];
    float[] largest = new float[ROWS];
    float[] sums = new float[ROWS];
    float share = 1f / rows;
    double loss = 0;
    for (int row = 0; row < rows; row += ROWS) {
      int at = row * stride;
      int count = Math.min(ROWS, rows - row);
      gather(logits, at, stride, count, columns, tile);
      shift(tile, columns, largest);
      for (int i = 0; i < count; i++) {
        loss += largest[i] - logits[at + i * stride + labels[row + i]];
      }
      exponentials(tile, columns, sums);
      normalise(tile, columns, sums, share);
      for (int i = 0; i < count; i++) {
        tile[labels[row + i] * ROWS + i] -= share;
      }
      scatter(tile, count, columns, gradient, at, stride);
      logarithms(sums);
      for (int i = 0; i < count; i++) {
        loss += sums[i];
      }
    }
    return loss / rows;
  }

  /** Rows into lanes; lanes without a row repeat the first. */
  private static void gather(
      float[] values, int from, int stride, int count, int columns, float[] tile) {
    for (int i = 0; i < ROWS; i++) {
      int at = from + (i < count ? i * stride : 0);
      for (int j = 0, t = i; j < columns; j++, t += ROWS) {
        tile[t] = values[at + j];
      }
    }
  }

  /** Lanes into rows, padding cleared. */
  private static void scatter(
      float[] tile, int count, int columns, float[] values, int from, int stride) {
    for (int i = 0; i < count; i++) {
      int at = from + i * stride;
      for (int j = 0, t = i; j < columns; j++, t += ROWS) {
        values[at + j] = tile[t];
      }
      for (int j = columns; j < stride; j++) {
        values[at + j] = 0f;
      }
    }
  }

  /** Subtracts each lane's largest value, and tells it. */
  private static void shift(float[] tile, int columns, float[] largest) {
    Extents.blocks(tile, 0, ROWS);
    for (int lane = 0; lane < ROWS; lane += WIDTH) {
      FloatVector most = FloatVector.fromArray(FLOATS, tile, lane);
      for (int t = lane + ROWS; t < columns * ROWS; t += ROWS) {
        most = most.max(FloatVector.fromArray(FLOATS, tile, t));
      }
      for (int t = lane; t < columns * ROWS; t += ROWS) {
        FloatVector.fromArray(FLOATS, tile, t).sub(most).intoArray(tile, t);
      }
      most.intoArray(largest, lane);
    }
  }

  /** Exponentials in place, and each lane's sum. */
  private static void exponentials(float[] tile, int columns, float[] sums) {
    for (int lane = 0; lane < ROWS; lane += WIDTH) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int t = lane; t < columns * ROWS; t += ROWS) {
        FloatVector e = Elementary.exp(FloatVector.fromArray(FLOATS, tile, t));
        e.intoArray(tile, t);
        sum = sum.add(e);
      }
      sum.intoArray(sums, lane);
    }
  }

  /** {@code tile *= share / sum}, lane by lane. */
  private static void normalise(float[] tile, int columns, float[] sums, float share) {
    for (int lane = 0; lane < ROWS; lane += WIDTH) {
      FloatVector sum = FloatVector.fromArray(FLOATS, sums, lane);
      FloatVector factor = FloatVector.broadcast(FLOATS, share).div(sum);
      for (int t = lane; t < columns * ROWS; t += ROWS) {
        FloatVector.fromArray(FLOATS, tile, t).mul(factor).intoArray(tile, t);
      }
    }
  }

  private static void subtract(float[] tile, int columns, float[] subtrahends) {
    for (int lane = 0; lane < ROWS; lane += WIDTH) {
      FloatVector subtrahend = FloatVector.fromArray(FLOATS, subtrahends, lane);
      for (int t = lane; t < columns * ROWS; t += ROWS) {
        FloatVector.fromArray(FLOATS, tile, t).sub(subtrahend).intoArray(tile, t);
      }
    }
  }

  private static void logarithms(float[] sums) {
    for (int lane = 0; lane < ROWS; lane += WIDTH) {
      Elementary.log(FloatVector.fromArray(FLOATS, sums, lane)).intoArray(sums, lane);
    }
  }
}
