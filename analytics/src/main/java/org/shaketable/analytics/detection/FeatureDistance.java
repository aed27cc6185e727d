package org.shaketable.analytics.detection;

import java.util.Arrays;

/**
 * How far one feature alone lies from the clean runs' median at the same evaluation, in their
 * scale.
 *
 * @param feature its name among the features of the model
 */
record FeatureDistance(String feature) implements Detector {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "feature_" + feature;
  }

  @Override
  public double[] scores(Observed run) {
    int place = run.reference().standardisation().features().indexOf(feature);
    double[] scores = new double[run.length()];
    Arrays.setAll(
        scores, i -> place < 0 ? Double.NaN : Math.abs(run.features().distances()[place][i]));
    return scores;
  }
}
