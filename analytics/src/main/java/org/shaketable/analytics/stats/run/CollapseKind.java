package org.shaketable.analytics.stats.run;

/** Why a run counts as collapsed. */
public enum CollapseKind {
  /** NaN or infinity in performance, loss, gradient or parameters. */
  NON_FINITE,
  /** Performance far below the twin's and below the clean band. */
  PERFORMANCE,
  /** Loss above the untrained one, or a spike that does not come back. */
  LOSS
}
