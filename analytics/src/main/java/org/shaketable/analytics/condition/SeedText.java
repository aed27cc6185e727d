package org.shaketable.analytics.condition;

import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.DimensionKey;
import org.shaketable.analytics.table.DoseCurveKey;

/**
 * What draws are seeded by and what resampled groups are ordered by: texts that stay the same when
 * columns are added to a key, so that intervals of earlier results do not change.
 */
final class SeedText {
  private SeedText() {}

  /** The text of a condition. */
  static String of(Condition condition) {
    return text(condition.curve(), condition.magnitude());
  }

  /** The text of a dose curve. */
  static String of(DoseCurveKey curve) {
    return text(curve, Double.NaN);
  }

  private static String text(DoseCurveKey curve, double magnitude) {
    DimensionKey dimension = curve.dimension();
    return "Condition[sweep=%s, workload=%s, dimension=%s, family=%s, magnitude=%s, schedule=%s, stochasticity=%s]"
        .formatted(
            dimension.configuration().sweep(),
            dimension.configuration().name(),
            dimension.dimension(),
            curve.family(),
            magnitude,
            curve.schedule(),
            curve.stochasticity());
  }

  /** The texts of a condition's columns. */
  static String[] columns(Condition condition) {
    return new String[] {
      condition.configuration().sweep(),
      condition.configuration().name(),
      condition.dimension(),
      condition.family(),
      String.valueOf(condition.magnitude()),
      condition.schedule(),
      condition.stochasticity()
    };
  }

  /** The texts of a dimension's columns. */
  static String[] columns(DimensionKey dimension) {
    return new String[] {
      dimension.configuration().sweep(), dimension.configuration().name(), dimension.dimension()
    };
  }
}
