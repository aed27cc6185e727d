package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.buffering.LevelGain;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.table.BufferingRow;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.Estimate;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.StochasticityRow;

/**
 * The table {@code buffering}: for each kind of controlled stochasticity the gain of its best level
 * over the workload as it is, at equal exposure and paired by seed, in what is not lost and in
 * retained performance, and beside it what the same levels cost in clean performance. Runs of the
 * workload as it is stand beside every kind, whatever its own setting is.
 *
 * <p>Levels are ordered by how noisy they are. Smaller minibatches are noisier, so their order is
 * that of 1 / size.
 */
public final class Buffering {
  private static final String MINIBATCH_SIZE = "minibatch-size";

  /** What is gained: shares of runs, then of the clean twin's area, then of clean performance. */
  private enum Endpoint {
    NOT_LOST(run -> run.facts().role() == Role.PERTURBED, run -> 1 - run.lost()),
    RETAINED_PERFORMANCE(
        run -> run.facts().role() == Role.PERTURBED, JudgedRun::retainedPerformance),
    CLEAN_PERFORMANCE(
        run -> run.facts().clean(), run -> run.diverged() ? 0 : run.finalPerformance());

    private final Predicate<JudgedRun> runs;
    private final ToDoubleFunction<JudgedRun> value;

    Endpoint(Predicate<JudgedRun> runs, ToDoubleFunction<JudgedRun> value) {
      this.runs = runs;
      this.value = value;
    }

    List<LevelGain.Row> rows(String kind, List<JudgedRun> judged) {
      return judged.stream()
          .filter(run -> runs.test(run) && belongs(run, kind) && !run.failed())
          .map(
              run ->
                  new LevelGain.Row(
                      exposure(run), noise(run), run.facts().replicate(), value.applyAsDouble(run)))
          .toList();
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Buffering() {}

  /** One row per kind and endpoint; none where a sweep has no stochasticity. */
  public static List<BufferingRow> of(
      String sweep, List<JudgedRun> judged, AnalyticsSettings settings) {
    List<BufferingRow> rows = new ArrayList<>();
    for (String kind : kinds(judged)) {
      List<LevelGain.Row> notLost = Endpoint.NOT_LOST.rows(kind, judged);
      LevelGain primary = LevelGain.of(notLost, settings.level());
      for (Endpoint endpoint : Endpoint.values()) {
        Interval gain =
            LevelGain.of(endpoint.rows(kind, judged), primary.chosen(), settings.level());
        rows.add(
            new BufferingRow(
                sweep,
                kind,
                LevelGain.levels(notLost),
                endpoint.word(),
                primary.chosen().first(),
                primary.chosen().second(),
                Estimate.of(gain)));
      }
    }
    return rows;
  }

  /** The gain of each kind in what is not lost, by its name. */
  public static Map<String, Interval> contrasts(List<JudgedRun> runs, AnalyticsSettings settings) {
    Map<String, Interval> contrasts = new TreeMap<>();
    for (String kind : kinds(runs)) {
      List<LevelGain.Row> rows = Endpoint.NOT_LOST.rows(kind, runs);
      contrasts.put(kind, LevelGain.of(rows, settings.level()).gain());
    }
    return contrasts;
  }

  /** How many levels a kind has that perturbed runs were tried at, none among them. */
  public static int levels(List<JudgedRun> runs, String kind) {
    return LevelGain.levels(Endpoint.NOT_LOST.rows(kind, runs));
  }

  private static List<String> kinds(List<JudgedRun> runs) {
    return runs.stream()
        .flatMap(run -> run.facts().stochasticityLevels().stream())
        .map(StochasticityRow::kind)
        .distinct()
        .sorted()
        .toList();
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

  private static String exposure(JudgedRun run) {
    Condition c = run.condition();
    return String.join(
        "|", c.configuration().name(), c.family(), String.valueOf(c.magnitude()), c.schedule());
  }
}
