package org.shaketable.analytics.detection;

import java.util.Arrays;

/** How low the predictive entropy is. */
record EntropyFloor() implements Detector {
  private static final long serialVersionUID = 1;

  static final String FEATURE = "predictive_entropy";

  @Override
  public String name() {
    return "entropy_floor";
  }

  @Override
  public double[] scores(Observed run) {
    double[] entropy = run.feature(FEATURE);
    Arrays.setAll(entropy, i -> -entropy[i]);
    return entropy;
  }
}
