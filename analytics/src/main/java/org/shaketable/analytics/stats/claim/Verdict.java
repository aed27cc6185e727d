package org.shaketable.analytics.stats.claim;

import java.util.Locale;

/** What the data say of a claim. "Not confirmed" is as good a result as any. */
public enum Verdict {
  CONFIRMED,
  NOT_CONFIRMED,
  /** The interval holds the threshold: more runs could decide. */
  UNDECIDED;

  /**
   * In the words of tables and report: {@code confirmed}, {@code not confirmed}, {@code undecided}.
   */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The verdict on a claim that needs both: one failure fails it, one doubt leaves it open. */
  public Verdict and(Verdict other) {
    if (this == NOT_CONFIRMED || other == NOT_CONFIRMED) {
      return NOT_CONFIRMED;
    }
    return this == CONFIRMED ? other : UNDECIDED;
  }
}
