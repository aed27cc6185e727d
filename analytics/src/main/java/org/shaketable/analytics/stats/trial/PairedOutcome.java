package org.shaketable.analytics.stats.trial;

/**
 * One outcome of a run and of the run of the same seed that it is set beside: its placebo, or that
 * of another configuration at the same exposure.
 *
 * @param seed the replicate that both are of
 * @param own in [0, 1]; NaN where it is not known
 * @param other the outcome of the other run; NaN where there is none or it is not known
 */
public record PairedOutcome(int seed, double own, double other) {
  public PairedOutcome {
    if (own < 0 || own > 1 || other < 0 || other > 1) {
      throw new IllegalArgumentException(
          "Invalid outcome: expected numbers in [0, 1] or NaN, found %s and %s"
              .formatted(own, other));
    }
  }
}
