package org.shaketable.jobs.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All figures in the order of the page. */
final class Figures {
  private Figures() {}

  /** The names of all tables that a query of some figure reads. */
  static Set<String> tables() {
    return ALL.stream()
        .flatMap(
            figure ->
                Stream.concat(
                    figure.tables().stream(),
                    figure.queries().stream().flatMap(query -> query.table().stream())))
        .collect(Collectors.toSet());
  }

  static final List<Figure> ALL =
      List.of(
          StabilityFigures.DIMENSIONS,
          StabilityFigures.FRAGILE,
          StabilityFigures.DOSES,
          RunFigures.OUTCOMES,
          RunFigures.KINDS,
          TrajectoryFigures.PAIRS,
          TrajectoryFigures.PLANE,
          SurvivalFigures.PROFILES,
          SurvivalFigures.RECOVERY,
          AcrossFigures.DECOUPLING,
          AcrossFigures.BUFFERING,
          AcrossFigures.VARIANCE,
          AcrossFigures.LEARNING_RATES,
          AcrossFigures.BARRIERS,
          ClaimFigures.CLAIMS,
          ClaimFigures.DETECTORS,
          StabilityFigures.CONDITIONS,
          AcrossFigures.SENSITIVITY,
          AcrossFigures.TESTS,
          RunFigures.RUNS,
          RunFigures.EXCLUSIONS,
          RunFigures.MISSING);
}
