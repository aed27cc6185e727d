package org.shaketable.jobs.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All figures in the order of the page. */
final class Figures {
  static final List<Figure> ALL =
      Stream.of(
              StabilityFigures.ALL,
              RunFigures.ALL,
              TrajectoryFigures.ALL,
              SurvivalFigures.ALL,
              AcrossFigures.ALL,
              ClaimFigures.ALL,
              DetailFigures.ALL,
              ImportFigures.ALL)
          .flatMap(List::stream)
          .toList();

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

  /** The scripts that draw them, each once. */
  static Stream<String> scripts() {
    return ALL.stream().map(Figure::script).distinct();
  }
}
