package org.shaketable.analytics.detection;

import org.shaketable.analytics.stats.detection.LossSpikes;

/** Composer's rule for a spike of the loss, as a score. */
record ComposerSpike() implements Detector {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "loss_composer";
  }

  @Override
  public double[] scores(Observed run) {
    return LossSpikes.composer(run.loss());
  }
}
