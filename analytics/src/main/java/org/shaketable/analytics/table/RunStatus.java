package org.shaketable.analytics.table;

/** How a run ended; these words stand in tables. */
public enum RunStatus {
  /** All steps were taken. */
  COMPLETED,
  /** Stopped at a value that is not finite. */
  DIVERGED,
  /** Could not start, was stopped, or broke: it says nothing about training. */
  FAILED
}
