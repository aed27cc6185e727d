package org.shaketable.analytics.detection;

import java.io.Serializable;

/** A score that was learned: windows of the past in ({@link FeatureWindows}), danger out. */
public sealed interface LearnedModel extends Serializable permits LinearModel, Forest {

  /** The score; larger is more dangerous. A number that is missing counts as 0. */
  double score(double[] windows);
}
