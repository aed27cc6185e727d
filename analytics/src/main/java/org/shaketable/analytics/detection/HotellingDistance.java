package org.shaketable.analytics.detection;

/** Hotelling's T2: how far a run lies from clean ones inside the meta-state model. */
record HotellingDistance() implements Detector {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "meta_state_t2";
  }

  @Override
  public double[] scores(Observed run) {
    return run.path().t2().clone();
  }
}
