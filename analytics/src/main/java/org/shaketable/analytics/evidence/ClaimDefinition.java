package org.shaketable.analytics.evidence;

import java.util.List;
import java.util.Locale;
import org.shaketable.analytics.stats.claim.ClaimRule;

/**
 * A claim as it was written down before the runs.
 *
 * @param claim its name
 * @param statement what is claimed, in words
 * @param data which runs and numbers it rests on, in words
 * @param rule when it is confirmed, in words
 * @param quantity the number that decides
 * @param side where the number is claimed to lie
 * @param threshold the threshold of the rule
 * @param smallest effect that counts; null for the threshold
 * @param needs what a sweep must have for a verdict; null for nothing
 */
public record ClaimDefinition(
    String claim,
    String statement,
    String data,
    String rule,
    Quantity quantity,
    ClaimRule.Side side,
    double threshold,
    Double smallest,
    Needs needs) {

  /**
   * What a sweep must have for a verdict on a claim; 0 for what does not matter to it.
   *
   * @param configurations how many configurations of a workload it needs
   * @param levels how many levels of one kind of stochasticity it needs, none among them
   * @param conditions how many conditions of a workload it needs, near half lost
   * @param replicates how many replicates of each condition it needs
   * @param cleanReplicates clean runs of each configuration
   */
  public record Needs(
      int configurations, int levels, int conditions, int replicates, int cleanReplicates) {
    static final Needs NOTHING = new Needs(0, 0, 0, 0, 0);
  }

  public ClaimDefinition {
    needs = needs == null ? Needs.NOTHING : needs;
  }

  /** A number that can decide a claim. */
  public enum Quantity {
    /** Rank correlation of clean performance with dose survival over configurations. */
    DECOUPLING,
    /** Gain in the share of runs not lost of the best level of stochasticity over none. */
    BUFFERING,
    /**
     * What the meta-state's T2 adds to the concordance of what is visible anyway with collapses to
     * come; its own concordance must lie above 1/2 as well.
     */
    PRECEDENCE,
    /**
     * Share of variance on the kept components of the meta-state, less that of an ordinary draw of
     * the null that explains most; the lower bound is that over its largest draw.
     */
    LOW_DIMENSION;

    /** The word in the configuration and the table. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The rule that some claims have for a quantity; above 0 where none is about it. */
  public static ClaimRule rule(List<ClaimDefinition> claims, Quantity quantity) {
    return claims.stream()
        .filter(claim -> claim.quantity() == quantity)
        .map(ClaimDefinition::claimRule)
        .findFirst()
        .orElse(new ClaimRule(ClaimRule.Side.ABOVE, 0));
  }

  /** The rule as numbers. */
  public ClaimRule claimRule() {
    return new ClaimRule(side, threshold, smallest == null ? threshold : smallest);
  }
}
