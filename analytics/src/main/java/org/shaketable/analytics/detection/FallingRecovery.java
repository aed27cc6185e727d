package org.shaketable.analytics.detection;

import org.shaketable.analytics.stats.detection.PastWindow;

/**
 * How much slower the run recovers from small kicks than it did: the mean recovery rate of the 20
 * evaluations before the latest five, less that of these, in 1 / update. Critical slowing down is
 * such a fall before a transition (Veraart et al. 2012, doi:10.1038/nature10723). A run is measured
 * by its own past; beside clean runs {@link FeatureDistance} measures the same rate.
 */
record FallingRecovery() implements Detector {
  private static final long serialVersionUID = 1;

  static final String FEATURE = "recovery_rate";

  private static final int BEFORE = 20;
  private static final int LATEST = 5;

  @Override
  public String name() {
    return "recovery_falling";
  }

  @Override
  public double[] scores(Observed run) {
    return PastWindow.fall(run.feature(FEATURE), BEFORE, LATEST);
  }
}
