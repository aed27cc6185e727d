package org.shaketable.training.bench;

import java.util.Arrays;

/**
 * Median and quartiles of what several rounds measured.
 *
 * @param low first quartile
 * @param high third quartile
 */
public record Quartiles(double median, double low, double high, int rounds) {

  /** The spread of one value a round. */
  static Quartiles of(double[] rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    return new Quartiles(
        sorted[Math.round(last * 0.5f)],
        sorted[Math.round(last * 0.25f)],
        sorted[Math.round(last * 0.75f)],
        sorted.length);
  }
}
