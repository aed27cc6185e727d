package org.shaketable.analytics.stats.comparison;

import org.apache.commons.statistics.distribution.TDistribution;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.descriptive.Rounding;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Difference of two means with Student's t.
 *
 * <ul>
 *   <li>a sample with fewer than two values: p and bounds NaN
 *   <li>no variance at all: no bounds (NaN); t is infinite, or NaN where the means differ by {@link
 *       Rounding} only
 *   <li>NaN or infinity among the values: NaN
 * </ul>
 *
 * Source: Welch 1947, doi:10.1093/biomet/34.1-2.28.
 *
 * @param difference mean of the first less mean of the second
 * @param standardError of the difference
 * @param degreesOfFreedom of t
 * @param n values it rests on
 */
public record MeanDifference(
    double difference, double standardError, double degreesOfFreedom, long n) {

  /** Of two independent samples with variances of their own (Welch and Satterthwaite). */
  public static MeanDifference welch(double[] x, double[] y) {
    Moments a = Moments.of(x);
    Moments b = Moments.of(y);
    double va = a.variance() / x.length;
    double vb = b.variance() / y.length;
    double freedom = (va + vb) * (va + vb) / (va * va / (x.length - 1) + vb * vb / (y.length - 1));
    double difference = Rounding.difference(a.average(), b.average());
    return new MeanDifference(difference, Math.sqrt(va + vb), freedom, (long) x.length + y.length);
  }

  /** Of pairs. */
  public static MeanDifference paired(double[] x, double[] y) {
    double[] differences = SignedRank.differences(x, y);
    Moments moments = Moments.of(differences);
    double n = differences.length;
    // Differences of large numbers carry the rounding of these.
    double level = Math.abs(Moments.of(x).mean()) + Math.abs(Moments.of(y).mean());
    double deviation = moments.standardDeviation();
    double error = Rounding.only(deviation, level) ? 0 : deviation / Math.sqrt(n);
    return new MeanDifference(moments.average(), error, n - 1, differences.length);
  }

  /** Student's t. */
  public double t() {
    return difference / standardError;
  }

  /** Two-sided p of "no difference". */
  public double p() {
    return degreesOfFreedom > 0
        ? 2 * TDistribution.of(degreesOfFreedom).survivalProbability(Math.abs(t()))
        : Double.NaN;
  }

  /** The difference with its interval. */
  public Interval interval(double level) {
    if (!(degreesOfFreedom > 0 && standardError > 0)) {
      return Interval.unbounded(difference, level, n);
    }
    double half =
        standardError
            * TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - level) / 2);
    return new Interval(difference, difference - half, difference + half, level, n);
  }
}
