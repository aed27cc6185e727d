package org.shaketable.analytics.stats.stability;

/**
 * What the stability of a condition needs to know of one perturbed run.
 *
 * @param runId decides the place in the bootstrap, so it must be unique
 * @param learned whether the run was ever competent
 * @param collapsed whether it then collapsed; false for one that never learned
 * @param recovery 1 recovered, 0 not, NaN where there was nothing to recover from or no end of the
 *     disturbance
 * @param retainedPerformance in [0, 1], or NaN
 * @param contraction in (0, 1], or NaN
 * @param spikeScore in [0, 1], or NaN
 * @param finalPerformance normalised; 0 (untrained) for a run that diverged, NaN without a scale
 */
public record RunStability(
    String runId,
    boolean learned,
    boolean collapsed,
    double recovery,
    double retainedPerformance,
    double contraction,
    double spikeScore,
    double finalPerformance) {

  /** Columns of a bootstrap row: see {@link ConditionStability}. */
  double[] row() {
    double survived = learned ? (collapsed ? 0 : 1) : Double.NaN;
    return new double[] {
      survived, recovery, retainedPerformance, contraction, 1 - spikeScore, finalPerformance
    };
  }
}
