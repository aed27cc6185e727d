package org.shaketable.jobs.calibrate;

import org.shaketable.analytics.stats.run.Judge;

/** What became of one calibration run. */
enum Fate {
  /** It learned and did not collapse. */
  SURVIVED,
  /** It collapsed by the analysis's rules. */
  COLLAPSED,
  /**
   * It never became competent, where its clean twin did: the disturbance came before it learned.
   */
  NEVER_LEARNED;

  /** What the judge's finding comes to, of a run whose clean twin learned. */
  static Fate of(Judge.Judged judged) {
    if (!judged.learned()) {
      return NEVER_LEARNED;
    }
    return judged.collapse().isPresent() ? COLLAPSED : SURVIVED;
  }

  /** Whether the disturbance was too much. */
  boolean lost() {
    return this != SURVIVED;
  }
}
