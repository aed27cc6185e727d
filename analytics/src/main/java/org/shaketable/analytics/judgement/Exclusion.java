package org.shaketable.analytics.judgement;

import java.util.Locale;
import java.util.Optional;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.packing.Pairs;
import org.shaketable.analytics.packing.RunFacts;
import org.shaketable.analytics.packing.Trajectory;

/** Why a perturbed run is missing from some statistic; counted in the table of exclusions. */
public enum Exclusion {
  /** It could not start or was stopped from outside: no statistic has it. */
  FAILED,
  /** It has no evaluation: only its status is known. */
  NO_TRAJECTORY,
  /**
   * Its clean twin has no trajectory: no retained performance, and the band stands for the twin.
   */
  NO_TWIN,
  /** The workload's clean runs do not learn: performance has no scale, so nothing is competent. */
  NO_SCALE;

  static Optional<Exclusion> of(
      RunFacts run, Trajectory own, Pairs.CleanTwin twin, Optional<ControlGroup> group) {
    if (run.failed()) {
      return Optional.of(FAILED);
    }
    if (own == null) {
      return Optional.of(NO_TRAJECTORY);
    }
    if (twin == null) {
      return Optional.of(NO_TWIN);
    }
    boolean scale = group.map(known -> known.normalisation().defined()).orElse(false);
    return scale ? Optional.empty() : Optional.of(NO_SCALE);
  }

  /** The word in the tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
