package org.shaketable.analytics.stats.buffering;

import org.shaketable.analytics.stats.descriptive.Moments;

/** Runs at one perturbation and level, in the two halves that choose and judge. */
final class Cell {
  private final int[] sizes;
  private final double[] means;
  private final double squares;

  private Cell(int[] sizes, double[] means, double squares) {
    this.sizes = sizes;
    this.means = means;
    this.squares = squares;
  }

  /** The cell of stabilities whose halves alternate. */
  static Cell of(double[] stabilities) {
    double[] sums = new double[2];
    int[] sizes = new int[2];
    for (int i = 0; i < stabilities.length; i++) {
      sums[i & 1] += stabilities[i];
      sizes[i & 1]++;
    }
    double[] means = {sums[0] / sizes[0], sums[1] / sizes[1]};
    return new Cell(sizes, means, Moments.of(stabilities).m2());
  }

  /** Runs of a half. */
  int size(int half) {
    return sizes[half];
  }

  /** Mean stability of a half; NaN where it has no run. */
  double mean(int half) {
    return means[half];
  }

  /** Summed squared distances of all runs from their common mean. */
  double squares() {
    return squares;
  }

  /** Degrees of freedom of the variance. */
  int freedom() {
    return sizes[0] + sizes[1] - 1;
  }
}
