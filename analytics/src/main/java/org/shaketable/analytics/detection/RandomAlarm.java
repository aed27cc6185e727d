package org.shaketable.analytics.detection;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.shaketable.analytics.packing.Seeds;

/** Uniform noise: knows nothing. */
record RandomAlarm() implements Detector {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "random_alarm";
  }

  @Override
  public double[] scores(Observed run) {
    SplittableRandom random = new SplittableRandom(Seeds.of(run.runId(), name()));
    double[] scores = new double[run.length()];
    Arrays.setAll(scores, i -> random.nextDouble());
    return scores;
  }
}
