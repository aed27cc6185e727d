package org.shaketable.jobs.report;

import java.util.List;

/** All figures in the order of the page. */
final class Figures {
  private Figures() {}

  static final List<Figure> ALL =
      List.of(
          StabilityFigures.DIMENSIONS,
          StabilityFigures.FRAGILE,
          StabilityFigures.DOSES,
          RunFigures.OUTCOMES,
          TrajectoryFigures.PAIRS,
          TrajectoryFigures.PLANE,
          SurvivalFigures.PROFILES,
          SurvivalFigures.RECOVERY,
          AcrossFigures.DECOUPLING,
          AcrossFigures.BUFFERING,
          AcrossFigures.VARIANCE,
          ClaimFigures.CLAIMS,
          ClaimFigures.DETECTORS,
          StabilityFigures.CONDITIONS,
          AcrossFigures.SENSITIVITY,
          RunFigures.RUNS,
          RunFigures.EXCLUSIONS,
          RunFigures.MISSING);
}
