package org.shaketable.analytics.detection;

import java.util.SplittableRandom;
import org.shaketable.analytics.packing.Seeds;

/** Distance of a random walk from its start: drifts and knows nothing. */
record RandomWalk() implements Detector {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "random_walk";
  }

  @Override
  public double[] scores(Observed run) {
    SplittableRandom random = new SplittableRandom(Seeds.of(run.runId(), name()));
    double[] walk = new double[run.length()];
    double place = 0;
    for (int i = 0; i < walk.length; i++) {
      place += random.nextGaussian();
      walk[i] = Math.abs(place);
    }
    return walk;
  }
}
