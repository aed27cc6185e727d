package org.shaketable.jobs.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All figures in the order of the page, which tells the trial: what was run, what broke and how
 * much, how it looks, what came before, what it costs to be stable, what is claimed, how far it
 * depends on definitions, and then all the rest.
 */
final class Figures {
  static final List<Figure> ALL =
      Stream.of(
              List.of(RunFigures.FLOW),
              StabilityFigures.ALL,
              List.of(RunFigures.OUTCOMES, RunFigures.KINDS),
              TrajectoryFigures.ALL,
              SurvivalFigures.ALL,
              ClaimFigures.WARNINGS,
              AcrossFigures.ALL,
              List.of(ClaimFigures.CLAIMS),
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
