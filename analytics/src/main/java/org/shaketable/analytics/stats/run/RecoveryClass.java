package org.shaketable.analytics.stats.run;

/** What became of a run after the disturbance. */
public enum RecoveryClass {
  /** Back in the clean band, in performance and in meta-state distance. */
  RECOVERED,
  /** Performance is back, the meta-state is not: a rebound (arXiv 2601.09261). */
  LINGERING,
  /** Performance is not back by the horizon. */
  IRREVERSIBLE
}
