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
  /** Interquartile mean of the retained performance. */
  RETAINED_PERFORMANCE,
  /** Interquartile mean of exp(-max(divergence rate, 0) x horizon). */
  CONTRACTION,
  /** One less the mean spike score. */
  SPIKE_FREE,
  /** Geometric mean of the five above, without the collapse rate that one of them mirrors. */
  STABILITY,
  /** The same without the contraction, which a horizon of many growth times brings to 0. */
  STABILITY_WITHOUT_CONTRACTION,
  /** Interquartile mean of the normalised final performance; no part of the stability. */
  FINAL_PERFORMANCE,
  /** How far final performances, each cut at 1, fall short of 1 on average; smaller is better. */
  OPTIMALITY_GAP,
  /** Interquartile range of the final performance across runs; smaller is more stable. */
  FINAL_DISPERSION,
  /** Mean of the worst twentieth of final performances (conditional value at risk). */
  FINAL_RISK,
  /** Probability that a run ends above a clean run of its workload, ties counting half. */
  IMPROVEMENT_OVER_CLEAN;

  /** Name in the tables, e.g. {@code retained_performance}. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
