package org.shaketable.analytics.detection;

import org.shaketable.analytics.stats.detection.PastWindow;

/** Cumulative sum of rises of the loss: the loss alone. */
record LossCumulativeSum() implements Detector {
  private static final long serialVersionUID = 1;

  private static final int WINDOW = 20;

  @Override
  public String name() {
    return "loss_cusum";
  }

  @Override
  public double[] scores(Observed run) {
    return PastWindow.cumulativeSum(run.loss(), WINDOW);
  }
}
