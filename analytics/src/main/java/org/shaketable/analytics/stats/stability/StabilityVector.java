package org.shaketable.analytics.stats.stability;

/**
 * Stability of one condition in five components, each in [0, 1], larger is more stable.
 *
 * <p>Final performance is no part of it. A component is NaN where the runs do not define it:
 * recovery where nothing collapsed, contraction where no divergence rate could be fitted.
 *
 * @param nonCollapse 1 - share of collapsed runs
 * @param recoveryShare share of recovered runs of the collapsed ones
 * @param retainedPerformance area under performance over the twin's
 * @param contraction exp(-max(divergence rate, 0) x horizon)
 * @param spikeFree 1 - spike score
 */
public record StabilityVector(
    double nonCollapse,
    double recoveryShare,
    double retainedPerformance,
    double contraction,
    double spikeFree) {

  /** The same with the contraction left open. */
  public StabilityVector withoutContraction() {
    return new StabilityVector(
        nonCollapse, recoveryShare, retainedPerformance, Double.NaN, spikeFree);
  }

  /**
   * Geometric mean of the components that are defined, in [0, 1].
   *
   * <p>One component of 0 makes it 0. No component defined: NaN.
   */
  public double scalar() {
    double product = 1;
    int defined = 0;
    for (double value :
        new double[] {nonCollapse, recoveryShare, retainedPerformance, contraction, spikeFree}) {
      if (!Double.isNaN(value)) {
        product *= value;
        defined++;
      }
    }
    return defined == 0 ? Double.NaN : Math.pow(product, 1.0 / defined);
  }
}
