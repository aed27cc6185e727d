package org.shaketable.analytics.detection;

import java.util.Arrays;
import org.shaketable.analytics.metastate.Standardisation;

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
    Standardisation scale = run.reference().standardisation();
    int place = scale.features().indexOf(feature);
    double[] scores = new double[run.length()];
    Arrays.setAll(
        scores,
        i -> place < 0 ? Double.NaN : Math.abs(scale.distance(run.trajectory().row(i), place)));
    return scores;
  }
}
