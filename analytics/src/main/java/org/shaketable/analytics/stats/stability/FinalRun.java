package org.shaketable.analytics.stats.stability;

/**
 * The end of a run.
 *
 * @param runId decides the place in the bootstrap, so it must be unique
 * @param finalPerformance the normalised final performance; 0 (untrained) for a run that diverged,
 *     NaN without a scale
 */
public record FinalRun(String runId, double finalPerformance) {}
