package org.shaketable.analytics.stats.claim;

import org.shaketable.analytics.stats.interval.Interval;

/**
 * A claim about one number: on which side of a threshold it lies.
 *
 * <p>Confirmed where the whole interval lies on the claimed side, refuted where it lies on the
 * other, undecided where it holds the threshold or does not exist.
 *
 * @param side claimed
 * @param threshold as written in the rule before the runs
 */
public record ClaimRule(Side side, double threshold) {

  /** Where the number is claimed to lie. */
  public enum Side {
    ABOVE,
    BELOW,
    /** Its absolute value below the threshold: negligible either way. */
    WITHIN
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
    return low > bound ? Verdict.CONFIRMED : high < bound ? Verdict.REFUTED : Verdict.UNDECIDED;
  }

  private Verdict within(double low, double high) {
    if (low > -threshold && high < threshold) {
      return Verdict.CONFIRMED;
    }
    return low >= threshold || high <= -threshold ? Verdict.REFUTED : Verdict.UNDECIDED;
  }

  /**
   * How many more observations would decide, if the estimate stays: the interval shrinks with the
   * square root of n until its nearer bound meets the threshold. 0 where decided; -1 where no
   * number can be given (no interval, or the estimate on the threshold).
   */
  public long furtherObservations(Interval interval) {
    if (verdict(interval) != Verdict.UNDECIDED) {
      return 0;
    }
    double estimate = side == Side.WITHIN ? Math.abs(interval.estimate()) : interval.estimate();
    double distance = Math.abs(estimate - threshold);
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
