package org.shaketable.analytics.condition;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.buffering.BufferingContrast;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.table.BufferingRow;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.Estimate;
import org.shaketable.analytics.table.StochasticityRow;

/**
 * The table {@code buffering}: for each kind of controlled stochasticity, the gain in trajectory
 * ratio of the best interior level over the workload as it is, at equal perturbation. Runs of the
 * workload as it is stand beside every kind, whatever its own setting is.
 *
 * <p>Levels are ordered by how noisy they are. Smaller minibatches are noisier, so their order is
 * that of 1 / size.
 */
public final class Buffering {
  private static final String MINIBATCH_SIZE = "minibatch-size";

  private Buffering() {}

  /** One row per kind; none where a sweep has no stochasticity. */
  public static List<BufferingRow> of(
      String sweep, List<JudgedRun> runs, AnalyticsSettings settings) {
    return contrasts(runs, settings).entrySet().stream()
        .map(
            kind ->
                new BufferingRow(
                    sweep,
                    kind.getKey(),
                    levels(runs, kind.getKey()),
                    Estimate.of(kind.getValue())))
        .toList();
  }

  /** The contrast of each kind, by its name. */
  public static Map<String, Interval> contrasts(List<JudgedRun> runs, AnalyticsSettings settings) {
    Map<String, Interval> contrasts = new TreeMap<>();
    runs.stream()
        .flatMap(run -> run.facts().stochasticityLevels().stream())
        .map(StochasticityRow::kind)
        .distinct()
        .forEach(kind -> contrasts.put(kind, contrast(kind, runs, settings)));
    return contrasts;
  }

  private static Interval contrast(String kind, List<JudgedRun> runs, AnalyticsSettings settings) {
    List<BufferingContrast.Row> rows =
        runs.stream()
            .filter(run -> belongs(run, kind) && !run.failed())
            .map(
                run ->
                    new BufferingContrast.Row(
                        perturbation(run), noise(run), run.runId(), run.retainedPerformance()))
            .toList();
    return BufferingContrast.of(rows, settings.level());
  }

  private static int levels(List<JudgedRun> runs, String kind) {
    return (int)
        runs.stream()
            .filter(run -> belongs(run, kind))
            .mapToDouble(Buffering::noise)
            .distinct()
            .count();
  }

  /** Whether a run is of the workload as it is, or has a level of this kind and of no other. */
  private static boolean belongs(JudgedRun run, String kind) {
    return run.facts().stochasticityLevels().stream().allMatch(level -> level.kind().equals(kind));
  }

  private static double noise(JudgedRun run) {
    return run.facts().stochasticityLevels().stream()
        .mapToDouble(Buffering::noise)
        .findFirst()
        .orElse(0);
  }

  /** How noisy a level is among those of its kind; the workload as it is has 0. */
  static double noise(StochasticityRow level) {
    return level.kind().equals(MINIBATCH_SIZE) ? 1 / level.level() : level.level();
  }

  private static String perturbation(JudgedRun run) {
    Condition c = run.condition();
    return String.join(
        "|", c.configuration().name(), c.family(), String.valueOf(c.magnitude()), c.schedule());
  }
}
