package org.shaketable.analytics.condition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.buffering.LevelGain;
import org.shaketable.analytics.stats.curve.Normalisation;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.table.BufferingRow;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.Estimate;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.StochasticityRow;

/**
 * The table {@code buffering}: for each kind of controlled stochasticity the gain of its best level
 * over the workload as it is, at equal exposure and paired by seed, in what is not lost and in
 * retained performance, and beside it what the same levels cost in clean performance. Runs of the
 * workload as it is stand beside every kind, whatever its own setting is. What is lost and retained
 * is judged beside the clean runs of the same level; what these cost, on the scale of none.
 *
 * <p>Levels are ordered by how noisy they are. Smaller minibatches are noisier, so their order is
 * that of 1 / size.
 */
public final class Buffering {
  private static final String MINIBATCH_SIZE = "minibatch-size";

  /** What is gained: shares of runs, then of the clean twin's area, then of clean performance. */
  private enum Endpoint {
    NOT_LOST(Role.PERTURBED),
    RETAINED_PERFORMANCE(Role.PERTURBED),
    CLEAN_PERFORMANCE(Role.CLEAN);

    private final Role role;

    Endpoint(Role role) {
      this.role = role;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final List<JudgedRun> judged;
  private final Map<ControlKey, Normalisation> scales;
  private final double level;

  private Buffering(List<JudgedRun> judged, Map<ControlKey, Normalisation> scales, double level) {
    this.judged = judged;
    this.scales = scales;
    this.level = level;
  }

  /**
   * One row per kind and endpoint; none where a sweep has no stochasticity.
   *
   * @param scales of the workloads as they are, by which clean performance is counted at all levels
   */
  public static List<BufferingRow> of(
      String sweep,
      List<JudgedRun> judged,
      Map<ControlKey, Normalisation> scales,
      AnalyticsSettings settings) {
    Buffering buffering = new Buffering(judged, scales, settings.level());
    return kinds(judged).stream().flatMap(kind -> buffering.rows(sweep, kind).stream()).toList();
  }

  /**
   * The gain of a kind in what is not lost.
   *
   * @param levels at how many levels perturbed runs were tried, none among them
   */
  public record Contrast(Interval gain, int levels) {}

  /** The contrast of each kind, by its name. */
  public static Map<String, Contrast> contrasts(List<JudgedRun> runs, AnalyticsSettings settings) {
    Buffering buffering = new Buffering(runs, Map.of(), settings.level());
    Map<String, Contrast> contrasts = new TreeMap<>();
    for (String kind : kinds(runs)) {
      List<LevelGain.Row> notLost = buffering.values(Endpoint.NOT_LOST, kind);
      contrasts.put(
          kind,
          new Contrast(LevelGain.of(notLost, settings.level()).gain(), LevelGain.levels(notLost)));
    }
    return contrasts;
  }

  private List<BufferingRow> rows(String sweep, String kind) {
    List<LevelGain.Row> notLost = values(Endpoint.NOT_LOST, kind);
    LevelGain.Chosen chosen = LevelGain.of(notLost, level).chosen();
    return Arrays.stream(Endpoint.values())
        .map(
            endpoint ->
                new BufferingRow(
                    sweep,
                    kind,
                    LevelGain.levels(notLost),
                    endpoint.word(),
                    chosen.first(),
                    chosen.second(),
                    Estimate.of(LevelGain.of(values(endpoint, kind), chosen, level))))
        .toList();
  }

  private List<LevelGain.Row> values(Endpoint endpoint, String kind) {
    return judged.stream()
        .filter(run -> run.facts().role() == endpoint.role && belongs(run, kind) && !run.failed())
        .map(
            run ->
                new LevelGain.Row(
                    exposure(run), noise(run), run.facts().replicate(), value(endpoint, run)))
        .toList();
  }

  private double value(Endpoint endpoint, JudgedRun run) {
    return switch (endpoint) {
      case NOT_LOST -> 1 - run.lost();
      case RETAINED_PERFORMANCE -> run.retainedPerformance();
      case CLEAN_PERFORMANCE -> run.diverged() ? 0 : plain(run).normalise(run.lastTenth());
    };
  }

  /** The scale of the workload as it is: beside its own, each level would reach 1. */
  private Normalisation plain(JudgedRun run) {
    return scales.getOrDefault(ControlKey.plain(run.key()), Normalisation.UNDEFINED);
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
