package org.shaketable.analytics.spark;

import java.util.Locale;
import java.util.Optional;

/** Why a perturbed run is missing from some statistic; counted in the table of exclusions. */
enum Exclusion {
  /** It could not start or was stopped from outside: no statistic has it. */
  FAILED,
  /** It has no evaluation: only its status is known. */
  NO_TRAJECTORY,
  /** Its clean twin has no trajectory: no trajectory ratio, and the band stands for the twin. */
  NO_TWIN,
  /** The workload's clean runs do not learn: performance has no scale, so nothing is competent. */
  NO_SCALE;

  static Optional<Exclusion> of(
      RunFacts run, Trajectory own, Pairs.Twin twin, Reference reference) {
    if (run.failed()) {
      return Optional.of(FAILED);
    }
    if (own == null) {
      return Optional.of(NO_TRAJECTORY);
    }
    if (twin == null) {
      return Optional.of(NO_TWIN);
    }
    return reference == null || !reference.normalisation().defined()
        ? Optional.of(NO_SCALE)
        : Optional.empty();
  }

  /** The word in the tables. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
