package org.shaketable.analytics.stats.stability;

import java.util.Locale;

/** A number of the stability table. Larger is more stable, except for the collapse rate. */
public enum StabilityMetric {
  /** Share of runs that collapsed, of those that had learned; Wilson interval. */
  COLLAPSE_RATE,
  /** One less the collapse rate. */
  NON_COLLAPSE,
  /** Share of runs that recovered, of those that collapsed and could. */
  RECOVERY_SHARE,
  /** Interquartile mean of the trajectory ratio. */
  TRAJECTORY_RATIO,
  /** Interquartile mean of exp(-max(divergence rate, 0) x horizon). */
  CONTRACTION,
  /** One less the mean spike score. */
  SPIKE_FREE,
  /** Geometric mean of the five above. */
  STABILITY;

  /** Name in the tables, e.g. {@code trajectory_ratio}. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
