package org.shaketable.training.run;

/** What ended a run from outside of its specification. */
public enum Stop {
  /** Nothing: how it ended is a function of its specification. */
  NONE,
  /** It took longer than it may take. */
  TIME_LIMIT,
  /** The process had no memory left. */
  MEMORY,
  /** Its clean twin was stopped. */
  TWIN
}
