package org.shaketable.analytics.stats.trial;

/**
 * One outcome of a disturbed run and of the placebo of the same seed.
 *
 * @param seed the replicate that both are of
 * @param own in [0, 1]; NaN where it is not known
 * @param placebo the outcome of the placebo; NaN where there is none or it is not known
 */
public record PairedOutcome(int seed, double own, double placebo) {
  public PairedOutcome {
    if (own < 0 || own > 1 || placebo < 0 || placebo > 1) {
      throw new IllegalArgumentException(
          "Invalid outcome: expected numbers in [0, 1] or NaN, found %s and %s"
              .formatted(own, placebo));
    }
  }
}
