package org.shaketable.analytics.stats.dose;

import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Magnitude at which a fitted share of runs collapses, with its intervals.
 *
 * <pre>log10 m = (ln(share / (1 - share)) - intercept) / slope</pre>
 *
 * <ul>
 *   <li>delta method: normal on the log10 scale, so the interval is (10^low, 10^high)
 *   <li>Fieller: the magnitudes at which a test of the share does not reject; none where the slope
 *       itself is not significant, for then the set is unbounded
 *   <li>scaling all magnitudes scales the result
 * </ul>
 *
 * Source: Finney 1971, "Probit analysis", chapter 4; Fieller 1954.
 *
 * @param share in (0, 1)
 * @param n runs
 */
public record EffectiveMagnitude(LogisticFit fit, double share, long n) {

  /** log10 of the magnitude. */
  public double log10() {
    return (Math.log(share / (1 - share)) - fit.intercept()) / fit.slope();
  }

  /** Standard error of {@link #log10()} by the delta method. */
  public double log10StandardError() {
    double x = log10();
    double variance =
        fit.interceptVariance() + 2 * x * fit.covariance() + x * x * fit.slopeVariance();
    return Math.sqrt(variance) / Math.abs(fit.slope());
  }

  /** The magnitude with its interval by the delta method. */
  public Interval delta(double level) {
    return delta(z(level), level);
  }

  /** The same with Student's quantile of n - 2 degrees of freedom, for few runs. */
  Interval studentDelta(double level) {
    return delta(TDistribution.of(n - 2.0).inverseSurvivalProbability((1 - level) / 2), level);
  }

  private Interval delta(double quantile, double level) {
    double half = quantile * log10StandardError();
    return interval(log10() - half, log10() + half, level);
  }

  /** The magnitude with Fieller's interval; empty where that is unbounded. */
  public Optional<Interval> fieller(double level) {
    double z2 = z(level) * z(level);
    double b0 = fit.intercept() - Math.log(share / (1 - share));
    double b1 = fit.slope();
    double a = b1 * b1 - z2 * fit.slopeVariance();
    double b = b0 * b1 - z2 * fit.covariance();
    double c = b0 * b0 - z2 * fit.interceptVariance();
    double discriminant = b * b - a * c;
    if (!(a > 0 && discriminant >= 0)) {
      return Optional.empty();
    }
    double root = Math.sqrt(discriminant);
    return Optional.of(interval((-b - root) / a, (-b + root) / a, level));
  }

  private Interval interval(double low, double high, double level) {
    return new Interval(Math.pow(10, log10()), Math.pow(10, low), Math.pow(10, high), level, n);
  }

  private static double z(double level) {
    return NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
  }
}
