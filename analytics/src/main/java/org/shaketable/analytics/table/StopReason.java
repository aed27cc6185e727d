package org.shaketable.analytics.table;

import java.util.Locale;

/** What ended a run from outside of its specification: next time it may end otherwise. */
public enum StopReason {
  /** It took longer than a run may take. */
  TIME_LIMIT,
  /** The process that trained it had no memory left. */
  MEMORY,
  /** Its clean twin was stopped, so that there is nothing to measure it against. */
  TWIN;

  /** The word in tables, e.g. {@code time_limit}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
