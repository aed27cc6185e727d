package org.shaketable.analytics.stats.claim;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * A claim about one number: on which side of a threshold it lies.
 *
 * <p>Confirmed where the whole interval lies on the claimed side, refuted where it lies on the
 * other, undecided where it holds the threshold or does not exist.
 *
 * <p>A number whose truth is the threshold itself (no effect) would be undecided for ever, however
 * many the runs. So a rule of a side may name the smallest effect that counts, beyond the
 * threshold: an interval wholly short of it refutes, too, even one that is wholly beyond the
 * threshold. Of a true number at the threshold at most 2.5 % of 95 % intervals confirm, and of one
 * at the smallest effect at most 2.5 % refute. Source: Lakens, Scheel and Isager 2018,
 * doi:10.1177/2515245918770963.
 *
 * @param side where the claim says that the number lies
 * @param threshold the threshold as written in the rule before the runs
 * @param smallest effect that counts, on the claimed side of the threshold or at it
 */
public record ClaimRule(Side side, double threshold, double smallest) {

  /** Where the number is claimed to lie. */
  public enum Side {
    ABOVE,
    BELOW,
    /** Its absolute value below the threshold: negligible either way. */
    WITHIN
  }

  public ClaimRule {
    boolean beyond =
        switch (side) {
          case ABOVE -> smallest >= threshold;
          case BELOW -> smallest <= threshold;
          case WITHIN -> smallest == threshold;
        };
    if (!beyond) {
      throw new IllegalArgumentException(
          "the smallest effect that counts must lie on the claimed side of %s, not at %s"
              .formatted(threshold, smallest));
    }
  }

  /** A rule by the threshold alone. */
  public ClaimRule(Side side, double threshold) {
    this(side, threshold, threshold);
  }

  /** What an interval says of the claim. */
  public Verdict verdict(Interval interval) {
    double low = side == Side.BELOW ? -interval.upper() : interval.lower();
    double high = side == Side.BELOW ? -interval.lower() : interval.upper();
    double bound = side == Side.BELOW ? -threshold : threshold;
    if (Double.isNaN(low) || Double.isNaN(high)) {
      return Verdict.UNDECIDED;
    }
    if (side == Side.WITHIN) {
      return within(low, high);
    }
    if (high < (side == Side.BELOW ? -smallest : smallest)) {
      return Verdict.REFUTED;
    }
    return low > bound ? Verdict.CONFIRMED : Verdict.UNDECIDED;
  }

  private Verdict within(double low, double high) {
    if (low > -threshold && high < threshold) {
      return Verdict.CONFIRMED;
    }
    return low >= threshold || high <= -threshold ? Verdict.REFUTED : Verdict.UNDECIDED;
  }

  /**
   * How far on the claimed side of the threshold the truth must lie for an interval of this width
   * to confirm with a probability: {@code (1 + z_power / z_level)} times the half of the interval
   * that decides. It is no power of what was found, and does not depend on the estimate but for
   * that half. NaN without bounds; of a claim of WITHIN, the longer half counts.
   *
   * @param power by custom 0.8
   */
  public double detectable(Interval interval, double power) {
    double low = interval.estimate() - interval.lower();
    double high = interval.upper() - interval.estimate();
    double half =
        switch (side) {
          case ABOVE -> low;
          case BELOW -> high;
          case WITHIN -> Math.max(low, high);
        };
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double z = normal.inverseSurvivalProbability((1 - interval.level()) / 2);
    return half * (1 + normal.inverseCumulativeProbability(power) / z);
  }

  /**
   * How many more observations would decide, if the estimate stays: the interval shrinks with the
   * square root of n until a bound meets the threshold or the smallest effect that counts. 0 where
   * decided; -1 where no number can be given (no interval, or the estimate on the threshold).
   */
  public long furtherObservations(Interval interval) {
    if (verdict(interval) != Verdict.UNDECIDED) {
      return 0;
    }
    double estimate = side == Side.WITHIN ? Math.abs(interval.estimate()) : interval.estimate();
    double distance =
        side == Side.WITHIN
            ? Math.abs(estimate - threshold)
            : Math.max(Math.abs(estimate - threshold), Math.abs(estimate - smallest));
    double half =
        Math.max(interval.upper() - interval.estimate(), interval.estimate() - interval.lower());
    double factor = half / distance;
    if (!Double.isFinite(factor) || interval.n() == 0) {
      return -1;
    }
    // Strictly beyond the threshold: one more than where the bound meets it.
    return Math.max(1, (long) Math.floor(interval.n() * (factor * factor - 1)) + 1);
  }
}
