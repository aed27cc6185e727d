package org.shaketable.analytics.detection;

import java.util.Arrays;
import org.shaketable.analytics.stats.detection.GradientClip;

/**
 * ZClip's z of the gradient norm.
 *
 * @param feature the norm's name
 * @param scale whether the feature is the norm or its logarithm
 */
record GradientSpike(String feature, Scale scale) implements Detector {
  private static final long serialVersionUID = 1;

  /** What the feature is. */
  enum Scale {
    NORM,
    LOGARITHM
  }

  @Override
  public String name() {
    return "gradient_zclip";
  }

  @Override
  public double[] scores(Observed run) {
    double[] norms = run.feature(feature);
    if (scale == Scale.LOGARITHM) {
      Arrays.setAll(norms, i -> Math.exp(norms[i]));
    }
    return GradientClip.of(norms);
  }
}
