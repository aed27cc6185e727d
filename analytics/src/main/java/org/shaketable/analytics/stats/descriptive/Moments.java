package org.shaketable.analytics.stats.descriptive;

/**
 * Count, mean and central moments of a sample, which merge.
 *
 * <pre>
 * variance  = m2 / (n - 1)
 * skewness  = sqrt(n (n - 1)) / (n - 2) * (m3 / n) / (m2 / n)^1.5
 * kurtosis  = (n - 1) / ((n - 2)(n - 3)) * ((n + 1) g + 6),  g = (m4 / n) / (m2 / n)^2 - 3
 * </pre>
 *
 * with mk the sum of the k-th powers of the deviations from the mean. Skewness and kurtosis
 * (excess) are corrected for bias.
 *
 * <ul>
 *   <li>empty: everything NaN, except the count
 *   <li>variance needs two values, skewness three, kurtosis four; fewer: NaN
 *   <li>all values equal, or different by {@link Rounding} only: the central moments are 0, and
 *       skewness and kurtosis NaN
 *   <li>NaN or infinity among the values: NaN
 *   <li>{@code a.plus(b)} is the moments of both samples together, up to rounding
 * </ul>
 *
 * Source: Pébay, "Formulas for robust, one-pass parallel computation of covariances and
 * arbitrary-order statistical moments", SAND2008-6212.
 *
 * @param count number of values
 * @param mean 0 for an empty sample; use {@link #average()}
 */
public record Moments(long count, double mean, double m2, double m3, double m4) {
  public static final Moments EMPTY = new Moments(0, 0, 0, 0, 0);

  public Moments {
    if (Rounding.only(Math.sqrt(m2 / count), mean)) {
      m2 = 0;
      m3 = 0;
      m4 = 0;
    }
  }

  /** The moments of a sample, in two passes. */
  public static Moments of(double... values) {
    if (values.length == 0) {
      return EMPTY;
    }
    double mean = mean(values);
    double m2 = 0;
    double m3 = 0;
    double m4 = 0;
    for (double value : values) {
      double d = value - mean;
      double square = d * d;
      m2 += square;
      m3 += square * d;
      m4 += square * square;
    }
    return new Moments(values.length, mean, m2, m3, m4);
  }

  /** The mean to an ulp: what the first sum lost is added, for many equal values lose much. */
  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double lost = 0;
    for (double value : values) {
      lost += value - mean;
    }
    return Double.isFinite(lost) ? mean + lost / values.length : mean;
  }

  /** The moments of both samples together. */
  public Moments plus(Moments other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    double a = count;
    double b = other.count;
    double n = a + b;
    double d = other.mean - mean;
    double d2 = d * d;
    return new Moments(
        count + other.count,
        mean + d * b / n,
        m2 + other.m2 + d2 * a * b / n,
        m3 + other.m3 + d2 * d * a * b * (a - b) / (n * n) + 3 * d * (a * other.m2 - b * m2) / n,
        m4
            + other.m4
            + d2 * d2 * a * b * (a * a - a * b + b * b) / (n * n * n)
            + 6 * d2 * (a * a * other.m2 + b * b * m2) / (n * n)
            + 4 * d * (a * other.m3 - b * m3) / n);
  }

  /** The mean; NaN if empty. */
  public double average() {
    return count == 0 ? Double.NaN : mean;
  }

  /** Variance with n - 1. */
  public double variance() {
    return count < 2 ? Double.NaN : m2 / (count - 1);
  }

  /** Variance with n. */
  public double populationVariance() {
    return count == 0 ? Double.NaN : m2 / count;
  }

  /** Standard deviation with n - 1. */
  public double standardDeviation() {
    return Math.sqrt(variance());
  }

  /** Skewness, corrected for bias. */
  public double skewness() {
    if (count < 3 || !(m2 > 0)) {
      return Double.NaN;
    }
    double n = count;
    return Math.sqrt(n * (n - 1)) / (n - 2) * (m3 / n) / Math.pow(m2 / n, 1.5);
  }

  /** Excess kurtosis, corrected for bias. */
  public double kurtosis() {
    if (count < 4 || !(m2 > 0)) {
      return Double.NaN;
    }
    double n = count;
    double biased = n * m4 / (m2 * m2) - 3;
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * biased + 6);
  }
}
