package org.shaketable.analytics.stats.coverage;

/**
 * What a simulation came to.
 *
 * @param samples how many samples had an interval
 * @param undefined samples without one, e.g. where nothing collapsed
 * @param covered intervals that held the truth
 */
public record Coverage(Scenario scenario, int samples, int undefined, int covered) {
  private static final double LOWEST = 0.93;
  private static final double HIGHEST = 0.97;

  /** Share of the intervals that held the truth; NaN if there was none. */
  public double share() {
    return (double) covered / samples;
  }

  /** Monte Carlo standard error of the share, as it is where the true coverage is 95 %. */
  public double standardError() {
    return Math.sqrt(0.95 * 0.05 / samples);
  }

  /**
   * Whether the share lies in [93, 97] %, or outside by chance (two standard errors at most), or no
   * interval was given at all, so that none was wrong.
   */
  public boolean asPromised() {
    if (samples == 0) {
      return true;
    }
    double chance = 2 * standardError();
    return share() >= LOWEST - chance && share() <= HIGHEST + chance;
  }
}
