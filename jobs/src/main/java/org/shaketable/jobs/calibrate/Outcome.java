package org.shaketable.jobs.calibrate;

/** What became of one calibration run. */
enum Outcome {
  /** It learned and did not collapse. */
  SURVIVED,
  /** It collapsed by the analysis's rules. */
  COLLAPSED,
  /**
   * It never became competent, where its clean twin did: the disturbance came before it learned.
   */
  NEVER_LEARNED;

  /** Whether the disturbance was too much. */
  boolean lost() {
    return this != SURVIVED;
  }
}
