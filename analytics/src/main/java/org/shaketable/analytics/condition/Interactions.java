package org.shaketable.analytics.condition;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.interaction.Collapses;
import org.shaketable.analytics.stats.interaction.Interaction;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ExposureRow;
import org.shaketable.analytics.table.InteractionRow;

/**
 * The table {@code interactions}: for each composition, collapse under all of its exposures at once
 * against what each does alone, among the runs that had learned.
 */
public final class Interactions {
  private static final Collapses NONE = new Collapses(0, 0);

  /** An exposure in a setting: what runs of a composition share with runs of its part alone. */
  private record Part(ConfigurationKey configuration, String stochasticity, ExposureRow exposure) {
    static Part of(JudgedRun run, ExposureRow exposure) {
      return new Part(run.key(), run.condition().stochasticity(), exposure);
    }
  }

  private Interactions() {}

  /** One row per composition; none where a sweep has no composition. */
  public static List<InteractionRow> of(List<JudgedRun> runs, double level) {
    Map<Part, Collapses> alone =
        learned(runs)
            .filter(run -> run.facts().exposures().size() == 1)
            .collect(
                Collectors.groupingBy(
                    run -> Part.of(run, run.facts().exposures().get(0)),
                    Collectors.collectingAndThen(Collectors.toList(), Interactions::collapses)));
    Map<Condition, List<JudgedRun>> together =
        learned(runs)
            .filter(run -> run.facts().exposures().size() > 1)
            .collect(
                Collectors.groupingBy(JudgedRun::condition, TreeMap::new, Collectors.toList()));
    return together.values().stream().map(members -> row(members, alone, level)).toList();
  }

  private static Stream<JudgedRun> learned(List<JudgedRun> runs) {
    return runs.stream().filter(run -> !run.failed() && run.learned());
  }

  private static Collapses collapses(List<JudgedRun> runs) {
    return new Collapses(runs.stream().filter(JudgedRun::collapsed).count(), runs.size());
  }

  private static InteractionRow row(
      List<JudgedRun> runs, Map<Part, Collapses> alone, double level) {
    JudgedRun any = runs.get(0);
    List<Collapses> parts =
        any.facts().exposures().stream()
            .map(exposure -> alone.getOrDefault(Part.of(any, exposure), NONE))
            .toList();
    Interaction found = Interaction.of(collapses(runs), parts, level);
    boolean missing = parts.stream().anyMatch(part -> part.runs() == 0);
    Interval interval = found.interaction();
    return new InteractionRow(
        any.condition(),
        found.rate(),
        found.expected(),
        interval.estimate(),
        interval.lower(),
        interval.upper(),
        level,
        (int) interval.n(),
        found.verdict(),
        missing ? "a part alone has no run that had learned" : null);
  }
}
