package org.shaketable.training.transformer;

import static org.shaketable.training.arithmetic.Lanes.BLOCK;
import static org.shaketable.training.arithmetic.Lanes.FLOATS;
import static org.shaketable.training.arithmetic.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import org.shaketable.training.arithmetic.Extents;

/** Kernels of layer normalisation over rows whose width is a multiple of 16. */
final class NormKernels {
  private static final double EPSILON = 1e-5;

  private NormKernels() {}

  /** {@code (x - mean) / sqrt(variance + epsilon)} of each row, and the inverse of that root. */
  static void normalise(
      float[] x, int rows, int width, float[] normalised, float[] inverse, float[] lanes) {
    Extents.rows(x, 0, rows, width, width);
    Extents.rows(normalised, 0, rows, width, width);
    Extents.blocks(lanes, 0, BLOCK);
    for (int row = 0, o = 0; row < rows; row++, o += width) {
      float mean = sum(x, o, width, lanes) / width;
      float variance = squares(x, o, width, mean, lanes) / width;
      float scale = (float) (1 / Math.sqrt(variance + EPSILON));
      inverse[row] = scale;
      for (int j = o; j < o + width; j += WIDTH) {
        FloatVector.fromArray(FLOATS, x, j).sub(mean).mul(scale).intoArray(normalised, j);
      }
    }
  }

  private static float sum(float[] x, int offset, int width, float[] lanes) {
    for (int lane = 0; lane < BLOCK; lane += WIDTH) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int j = lane; j < width; j += BLOCK) {
        sum = sum.add(FloatVector.fromArray(FLOATS, x, offset + j));
      }
      sum.intoArray(lanes, lane);
    }
    return LaneSums.sum(lanes);
  }

  private static float squares(float[] x, int offset, int width, float mean, float[] lanes) {
    for (int lane = 0; lane < BLOCK; lane += WIDTH) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int j = lane; j < width; j += BLOCK) {
        FloatVector centred = FloatVector.fromArray(FLOATS, x, offset + j).sub(mean);
        sum = centred.fma(centred, sum);
      }
      sum.intoArray(lanes, lane);
    }
    return LaneSums.sum(lanes);
  }

  /** {@code y = normalised * scale + shift}. */
  static void scale(
      float[] normalised,
      int rows,
      int width,
      float[] parameters,
      int scale,
      int shift,
      float[] y) {
    Extents.rows(normalised, 0, rows, width, width);
    Extents.blocks(parameters, scale, width);
    Extents.blocks(parameters, shift, width);
    Extents.rows(y, 0, rows, width, width);
    for (int row = 0, o = 0; row < rows; row++, o += width) {
      for (int j = 0; j < width; j += WIDTH) {
        FloatVector g = FloatVector.fromArray(FLOATS, parameters, scale + j);
        FloatVector b = FloatVector.fromArray(FLOATS, parameters, shift + j);
        FloatVector.fromArray(FLOATS, normalised, o + j).fma(g, b).intoArray(y, o + j);
      }
    }
  }

  /** Gradients of scale and shift, rows added in order. */
  static void scaleGradient(
      float[] normalised, float[] dy, int rows, int width, float[] gradient, int scale, int shift) {
    Extents.rows(normalised, 0, rows, width, width);
    Extents.rows(dy, 0, rows, width, width);
    Extents.blocks(gradient, scale, width);
    Extents.blocks(gradient, shift, width);
    for (int j = 0; j < width; j += WIDTH) {
      FloatVector scaleSum = FloatVector.zero(FLOATS);
      FloatVector shiftSum = FloatVector.zero(FLOATS);
      for (int o = j, end = rows * width; o < end; o += width) {
        FloatVector d = FloatVector.fromArray(FLOATS, dy, o);
        scaleSum = d.fma(FloatVector.fromArray(FLOATS, normalised, o), scaleSum);
        shiftSum = shiftSum.add(d);
      }
      scaleSum.intoArray(gradient, scale + j);
      shiftSum.intoArray(gradient, shift + j);
    }
  }

  /**
   * Adds {@code inverse * (e - mean(e) - normalised * mean(e * normalised))} to {@code dx}, where
   * {@code e = dy * scale}.
   */
  static void gradient(
      float[] normalised,
      float[] inverse,
      float[] dy,
      int rows,
      int width,
      float[] parameters,
      int scale,
      float[] dx,
      float[] lanes) {
    Extents.rows(normalised, 0, rows, width, width);
    Extents.rows(dy, 0, rows, width, width);
    Extents.blocks(parameters, scale, width);
    Extents.rows(dx, 0, rows, width, width);
    Extents.blocks(lanes, 0, BLOCK);
    for (int row = 0, o = 0; row < rows; row++, o += width) {
      float mean = scaledSum(dy, o, width, parameters, scale, lanes) / width;
      float product = scaledProduct(dy, normalised, o, width, parameters, scale, lanes) / width;
      for (int j = 0; j < width; j += WIDTH) {
        FloatVector e =
            FloatVector.fromArray(FLOATS, dy, o + j)
                .mul(FloatVector.fromArray(FLOATS, parameters, scale + j));
        FloatVector x = FloatVector.fromArray(FLOATS, normalised, o + j);
        e.sub(mean)
            .sub(x.mul(product))
            .mul(inverse[row])
            .add(FloatVector.fromArray(FLOATS, dx, o + j))
            .intoArray(dx, o + j);
      }
    }
  }

  private static float scaledSum(
      float[] dy, int offset, int width, float[] parameters, int scale, float[] lanes) {
    for (int lane = 0; lane < BLOCK; lane += WIDTH) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int j = lane; j < width; j += BLOCK) {
        FloatVector d = FloatVector.fromArray(FLOATS, dy, offset + j);
        sum = d.fma(FloatVector.fromArray(FLOATS, parameters, scale + j), sum);
      }
      sum.intoArray(lanes, lane);
    }
    return LaneSums.sum(lanes);
  }

  private static float scaledProduct(
      float[] dy,
      float[] normalised,
      int offset,
      int width,
      float[] parameters,
      int scale,
      float[] lanes) {
    for (int lane = 0; lane < BLOCK; lane += WIDTH) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int j = lane; j < width; j += BLOCK) {
        FloatVector e =
            FloatVector.fromArray(FLOATS, dy, offset + j)
                .mul(FloatVector.fromArray(FLOATS, parameters, scale + j));
        sum = e.fma(FloatVector.fromArray(FLOATS, normalised, offset + j), sum);
      }
      sum.intoArray(lanes, lane);
    }
    return LaneSums.sum(lanes);
  }
}
