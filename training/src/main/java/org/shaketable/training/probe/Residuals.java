package org.shaketable.training.probe;

/**
 * Moments of the residuals (losses of batches, TD errors) in the window since the last evaluation:
 * population variance, and excess kurtosis {@code m4 / m2^2 - 3}, which is 0 for normal residuals
 * and large where a few of them are extreme (arXiv 2601.20193). Updated in one pass (Pébay,
 * SAND2008-6212).
 */
public final class Residuals {
  private long count;
  private double mean;
  private double m2;
  private double m3;
  private double m4;

  /** One more residual. */
  public void add(double residual) {
    double n = ++count;
    double delta = residual - mean;
    double step = delta / n;
    double square = step * step;
    double term = delta * step * (n - 1);
    mean += step;
    m4 += term * square * (n * n - 3 * n + 3) + 6 * square * m2 - 4 * step * m3;
    m3 += term * step * (n - 2) - 3 * step * m2;
    m2 += term;
  }

  /** What all residuals of a window came to elsewhere. */
  void set(long counted, double average, double second, double third, double fourth) {
    count = counted;
    mean = average;
    m2 = second;
    m3 = third;
    m4 = fourth;
  }

  /** An empty window. */
  public void clear() {
    count = 0;
    mean = 0;
    m2 = 0;
    m3 = 0;
    m4 = 0;
  }

  /** Mean; NaN for an empty window. */
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /** Population variance; NaN for an empty window. */
  public double variance() {
    return count == 0 ? Double.NaN : m2 / count;
  }

  /** Excess kurtosis; NaN for an empty window, 0 without variance. */
  public double kurtosis() {
    if (count == 0) {
      return Double.NaN;
    }
    return m2 == 0 ? 0 : count * m4 / (m2 * m2) - 3;
  }

  /** Residuals in the window. */
  long count() {
    return count;
  }
}
