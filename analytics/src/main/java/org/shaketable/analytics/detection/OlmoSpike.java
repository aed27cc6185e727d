package org.shaketable.analytics.detection;

import org.shaketable.analytics.stats.detection.LossSpikes;

/** OLMo's rule for a spike of the loss, as a score. */
record OlmoSpike() implements Detector {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "loss_olmo";
  }

  @Override
  public double[] scores(Observed run) {
    return LossSpikes.olmo(run.loss());
  }
}
