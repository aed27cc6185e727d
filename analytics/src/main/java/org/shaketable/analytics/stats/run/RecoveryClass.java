package org.shaketable.analytics.stats.run;

/** What became of a run after the disturbance. */
public enum RecoveryClass {
  /** Back in the clean band, and in the meta-state where that is known. */
  RECOVERED,
  /** Performance is back, the meta-state is not: a rebound (arXiv 2601.09261). */
  LINGERING,
  /** Performance is not back by the horizon. */
  IRREVERSIBLE
}
