package org.shaketable.training.probe;

import java.util.Arrays;

/**
 * Gradients of disjoint, equally large parts of one batch, and what is read off them: {@link
 * GradientCoherence} and {@link NoiseAndSignal}. Keeps sums only, not the gradients.
 */
public final class GradientParts {

  /** Computes the gradients of the parts, one after another. */
  @FunctionalInterface
  public interface Source {
    /** Writes the gradient of the mean loss of part {@code part} to {@code gradient}. */
    void gradient(int part, float[] gradient);
  }

  private final float[] gradient;
  private final float[] sum;
  private final float[] unitSum;
  private final int size;

  private int parts;
  private int rowsPerPart;
  private int withGradient;
  private double meanSquaredNorm;

  /** Room for gradients of {@code size} values, in arrays of {@code capacity}, at least that. */
  public GradientParts(int size, int capacity) {
    this.size = size;
    this.gradient = new float[capacity];
    this.sum = new float[size];
    this.unitSum = new float[size];
  }

  /** Takes the gradients of {@code parts} parts of {@code rowsPerPart} samples each. */
  public void measure(int parts, int rowsPerPart, Source source) {
    this.parts = parts;
    this.rowsPerPart = rowsPerPart;
    Arrays.fill(sum, 0);
    Arrays.fill(unitSum, 0);
    withGradient = 0;
    double squares = 0;
    for (int part = 0; part < parts; part++) {
      source.gradient(part, gradient);
      double square = Norm.squared(gradient, size);
      squares += square;
      withGradient += square == 0 ? 0 : 1;
      add(square == 0 ? 0 : (float) (1 / Math.sqrt(square)));
    }
    meanSquaredNorm = squares / parts;
  }

  private void add(float scale) {
    for (int i = 0; i < size; i++) {
      sum[i] += gradient[i];
      unitSum[i] += scale * gradient[i];
    }
  }

  int parts() {
    return parts;
  }

  int rowsPerPart() {
    return rowsPerPart;
  }

  /** Parts that have a gradient, and so a direction. */
  int withGradient() {
    return withGradient;
  }

  /** Mean of the parts' squared norms. */
  double meanSquaredNorm() {
    return meanSquaredNorm;
  }

  /** Squared norm of the mean gradient. */
  double squaredNormOfMean() {
    return Norm.squared(sum, size) / ((double) parts * parts);
  }

  /** Squared norm of the sum of the parts' directions. */
  double squaredNormOfUnitSum() {
    return Norm.squared(unitSum, size);
  }
}
