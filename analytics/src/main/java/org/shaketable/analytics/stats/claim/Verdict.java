package org.shaketable.analytics.stats.claim;

import java.util.Locale;

/** What the data say of a claim. Refuted is as good a result as any. */
public enum Verdict {
  CONFIRMED,
  REFUTED,
  /** The interval holds the threshold: more runs could decide. */
  UNDECIDED;

  /**
   * The verdict in the words of tables and report: {@code confirmed}, {@code refuted}, {@code
   * undecided}.
   */
  public String words() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The verdict on a claim that needs both: one failure fails it, one doubt leaves it open. */
  public Verdict and(Verdict other) {
    if (this == REFUTED || other == REFUTED) {
      return REFUTED;
    }
    return this == CONFIRMED ? other : UNDECIDED;
  }
}
