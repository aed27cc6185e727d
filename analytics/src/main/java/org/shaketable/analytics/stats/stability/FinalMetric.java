package org.shaketable.analytics.stats.stability;

import java.util.Locale;

/** A statistic of final performance in the table {@code stability}. */
public enum FinalMetric {
  /** Interquartile mean of the normalised final performance. */
  FINAL_PERFORMANCE,
  /** How far final performances, each cut at 1, fall short of 1 on average; smaller is better. */
  OPTIMALITY_GAP,
  /** Interquartile range of the final performance across runs; smaller is more stable. */
  FINAL_DISPERSION,
  /** Mean of the worst twentieth of final performances (conditional value at risk). */
  FINAL_RISK,
  /** Probability that a run ends above a clean run of its workload, ties counting half. */
  IMPROVEMENT_OVER_CLEAN;

  /** Name in the tables, e.g. {@code final_performance}. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
