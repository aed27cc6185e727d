package org.shaketable.analytics.detection;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.shaketable.analytics.packing.TrajectoryColumns;

/** Made-up learned scores of {@link MadeTrajectories}, of two families. */
final class MadeModels {
  static final String FAMILY = "weight-noise";
  static final String OTHER = "input-noise";
  static final List<String> FEATURES = TrajectoryColumns.features(MadeTrajectories.WORKLOAD);

  /** A linear score and a forest. */
  static final List<LearnedModels> BOTH =
      List.of(
          models("learned_linear", linear(1), linear(2)),
          models("learned_forest", stump(3), stump(6)));

  private MadeModels() {}

  /** The same model for every part of the seeds. */
  static LearnedModels models(String name, LearnedModel withoutFamily, LearnedModel withoutOther) {
    return new LearnedModels(
        name,
        FEATURES,
        2,
        Map.of(
            FAMILY, Collections.nCopies(2, withoutFamily),
            OTHER, Collections.nCopies(2, withoutOther)));
  }

  static LinearModel linear(long seed) {
    return new LinearModel(
        new SplittableRandom(seed).doubles(FeatureWindows.width(FEATURES.size()), -1, 1).toArray());
  }

  /** One question, whether a number exceeds 1/2: 2 where it does, else 1. */
  static Forest stump(int column) {
    return new Forest(
        new int[] {0},
        new int[] {column, -1, -1},
        new double[] {0.5, 1, 2},
        new int[] {1, -1, -1},
        new int[] {2, -1, -1});
  }
}
