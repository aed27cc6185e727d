package org.shaketable.analytics.detection;

import java.util.Arrays;
import org.shaketable.analytics.stats.metastate.Monitor;

/**
 * Both distances of the meta-state together, each over its mean in the model: {@code T2 / k + SPE /
 * mean SPE}. Source: the combined index of Yue and Qin 2001, doi:10.1021/ie000141+, with means in
 * the place of control limits.
 */
record CombinedDistance() implements Detector {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "meta_state_combined";
  }

  @Override
  public double[] scores(Observed run) {
    Monitor monitor = run.reference().monitor();
    double usual = monitor.meanSpe();
    double[] scores = new double[run.length()];
    Arrays.setAll(
        scores,
        i -> run.path().t2()[i] / monitor.kept() + (usual > 0 ? run.path().spe()[i] / usual : 0));
    return scores;
  }
}
