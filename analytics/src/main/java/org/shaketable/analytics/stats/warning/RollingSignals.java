package org.shaketable.analytics.stats.warning;

/**
 * Variance, lag-1 autocorrelation and size of the skewness in a rolling window, from running sums:
 * the same numbers as {@link Indicator}'s up to rounding, in time that does not grow with the
 * window. Meant for residuals, which lie around 0.
 */
final class RollingSignals {
  private RollingSignals() {}

  /** Signals x windows, in the order of {@link TrendTest.Signal}. */
  static double[][] of(double[] values, int window) {
    int count = values.length - window + 1;
    double[][] sums = sums(values);
    double[][] signals = new double[TrendTest.Signal.values().length][count];
    for (int from = 0; from < count; from++) {
      double n = window;
      double mean = between(sums[0], from, from + window) / n;
      double square = between(sums[1], from, from + window) / n;
      double cube = between(sums[2], from, from + window) / n;
      double second = square - mean * mean;
      double third = cube - 3 * mean * square + 2 * mean * mean * mean;
      signals[0][from] = second * n / (n - 1);
      signals[1][from] = autocorrelation(sums, values, from, window);
      signals[2][from] =
          Math.abs(Math.sqrt(n * (n - 1)) / (n - 2) * third / (second * Math.sqrt(second)));
    }
    return signals;
  }

  /** Running sums of the values, their squares, cubes, and products with the next. */
  private static double[][] sums(double[] values) {
    double[][] sums = new double[4][values.length + 1];
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      double next = i + 1 < values.length ? values[i + 1] : 0;
      sums[0][i + 1] = sums[0][i] + value;
      sums[1][i + 1] = sums[1][i] + value * value;
      sums[2][i + 1] = sums[2][i] + value * value * value;
      sums[3][i + 1] = sums[3][i] + value * next;
    }
    return sums;
  }

  private static double between(double[] sums, int from, int to) {
    return sums[to] - sums[from];
  }

  /** Pearson's correlation of a window without its last value and without its first. */
  private static double autocorrelation(double[][] sums, double[] values, int from, int window) {
    double n = window - 1.0;
    int last = from + window - 1;
    double one = between(sums[0], from, last);
    double other = one - values[from] + values[last];
    double squares = between(sums[1], from, last);
    double others = squares - values[from] * values[from] + values[last] * values[last];
    double products = between(sums[3], from, last);
    return (products - one * other / n)
        / Math.sqrt((squares - one * one / n) * (others - other * other / n));
  }
}
