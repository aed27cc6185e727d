package org.shaketable.analytics.detection;

/** Squared prediction error: how far a run lies outside the meta-state model. */
record PredictionError() implements Detector {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "meta_state_spe";
  }

  @Override
  public double[] scores(Observed run) {
    return run.path().spe().clone();
  }
}
