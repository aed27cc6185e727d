package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.metastate.RegimePath;
import org.shaketable.analytics.stats.trial.Comparison;
import org.shaketable.analytics.stats.trial.Outcome;
import org.shaketable.analytics.stats.trial.PairedOutcome;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.Estimate;
import org.shaketable.analytics.table.RegimeTimeRow;
import org.shaketable.analytics.table.RegimeTransitionRow;
import org.shaketable.analytics.table.Role;

/**
 * The tables {@code regime_times} and {@code regime_transitions}: where runs are, and whether they
 * leave their regime before they collapse.
 *
 * <p>A run that collapses is followed from the last evaluation before the horizon, or before the
 * onset where that is later, up to the one before the collapse. Its clean twin at the same
 * evaluations says how often runs leave anyway; runs of the same condition that never collapse say
 * how often the disturbance makes them leave, collapse or not.
 */
public final class RegimeTables {
  /** Evaluations of a horizon, of as many as a run has. */
  private static final int PARTS = 10;

  private static final int SHORTEST = 3;

  private RegimeTables() {}

  /** One row per run and regime, of control groups that have several. */
  public static List<RegimeTimeRow> times(
      List<JudgedRun> judged, Map<ControlKey, ControlGroup> groups) {
    return judged.stream()
        .filter(run -> run.regimes() != null)
        .sorted(Comparator.comparing(JudgedRun::runId))
        .flatMap(
            run ->
                IntStream.rangeClosed(0, count(groups.get(run.control())))
                    .mapToObj(regime -> time(run, regime)))
        .toList();
  }

  private static int count(ControlGroup group) {
    return group.regimes().mixture().clouds().size();
  }

  private static RegimeTimeRow time(JudgedRun run, int regime) {
    RegimePath path = run.regimes();
    int known = path.stays().stream().mapToInt(stay -> stay.end() - stay.first()).sum();
    known -= path.evaluations(RegimePath.UNKNOWN);
    return new RegimeTimeRow(
        run.runId(),
        run.control(),
        run.facts().role(),
        run.facts().clean() ? null : run.row().collapsed(),
        regime,
        path.evaluations(regime),
        (double) path.evaluations(regime) / known);
  }

  /** The rows of control groups that have several regimes and a run that collapsed. */
  public static List<RegimeTransitionRow> transitions(
      List<JudgedRun> judged, Map<ControlKey, ControlGroup> groups, double level) {
    Map<ControlKey, List<JudgedRun>> byControl =
        judged.stream()
            .filter(run -> run.regimes() != null)
            .collect(Collectors.groupingBy(JudgedRun::control, TreeMap::new, Collectors.toList()));
    List<RegimeTransitionRow> rows = new ArrayList<>();
    byControl.forEach(
        (key, runs) -> {
          int horizon = horizon(runs);
          List<Followed> followed = followed(runs, horizon);
          if (!followed.isEmpty()) {
            rows.add(row(key, null, horizon, followed, level));
            for (int regime = 0; regime <= count(groups.get(key)); regime++) {
              rows.add(row(key, regime, horizon, followed, level));
            }
          }
        });
    return rows;
  }

  private static int horizon(List<JudgedRun> runs) {
    int longest =
        runs.stream()
            .flatMap(run -> run.regimes().stays().stream())
            .mapToInt(RegimePath.Stay::end)
            .max()
            .orElse(0);
    return Math.max(SHORTEST, longest / PARTS);
  }

  /**
   * A run that collapses with those that it is set beside.
   *
   * @param span the evaluations in front of its collapse
   */
  private record Followed(JudgedRun run, RegimePath twin, Standing standing, Span span) {

    boolean known() {
      return span.before >= 0 && span.before + 1 < span.end && span.known(run.regimes());
    }

    PairedOutcome besideTwin(Integer to) {
      return new PairedOutcome(
          run.facts().replicate(), span.leaves(run.regimes(), to), span.leaves(twin, to));
    }

    PairedOutcome besideStanding(Integer to) {
      return new PairedOutcome(
          run.facts().replicate(), span.leaves(run.regimes(), to), standing.leave(span, to));
    }
  }

  /**
   * The evaluations in which a run may leave its regime.
   *
   * @param before the evaluation before the first of them
   * @param end number behind the last of them, that of the collapse
   */
  private record Span(int before, int end) {

    boolean known(RegimePath path) {
      return path != null && path.at(before) != RegimePath.UNKNOWN;
    }

    /** 1 if a run leaves for a regime, or for any, 0 if not, NaN if that is not known. */
    double leaves(RegimePath path, Integer to) {
      if (!known(path)) {
        return Double.NaN;
      }
      int from = path.at(before);
      boolean leaves =
          to == null
              ? path.leaves(from, before + 1, end)
              : to != from && path.evaluations(to, before + 1, end) > 0;
      return leaves ? 1 : 0;
    }
  }

  /**
   * The runs of a condition that never collapse. What they do in a span is counted once, however
   * many runs collapse at its end: the time grows with runs times evaluations, not runs squared.
   */
  private static final class Standing {
    private record Leaving(Span span, Integer to) {}

    private final List<RegimePath> paths;
    private final Map<Leaving, Double> counted = new HashMap<>();

    Standing(List<RegimePath> paths) {
      this.paths = paths;
    }

    /** The share that leaves for a regime, or for any, of those of which it is known. */
    double leave(Span span, Integer to) {
      return counted.computeIfAbsent(
          new Leaving(span, to),
          asked ->
              paths.stream()
                  .filter(span::known)
                  .mapToDouble(path -> span.leaves(path, to))
                  .average()
                  .orElse(Double.NaN));
    }
  }

  private static List<Followed> followed(List<JudgedRun> runs, int horizon) {
    Map<String, RegimePath> clean =
        runs.stream()
            .filter(run -> run.facts().clean())
            .collect(Collectors.toMap(JudgedRun::runId, JudgedRun::regimes));
    Predicate<JudgedRun> stands = run -> run.learned() && !run.collapsed();
    Map<Condition, Standing> standing =
        runs.stream()
            .filter(run -> run.facts().role() == Role.PERTURBED && stands.test(run))
            .sorted(Comparator.comparing(JudgedRun::runId))
            .collect(
                Collectors.groupingBy(
                    JudgedRun::condition,
                    Collectors.collectingAndThen(
                        Collectors.mapping(JudgedRun::regimes, Collectors.toList()),
                        Standing::new)));
    return runs.stream()
        .filter(run -> run.facts().role() == Role.PERTURBED && run.row().collapse() != null)
        .sorted(Comparator.comparing(JudgedRun::runId))
        .map(
            run -> {
              int end = run.row().collapse().collapseEvaluation();
              int before = Math.max(end - horizon, run.regimes().onset()) - 1;
              return new Followed(
                  run,
                  clean.get(run.facts().twin()),
                  standing.getOrDefault(run.condition(), new Standing(List.of())),
                  new Span(before, end));
            })
        .filter(Followed::known)
        .toList();
  }

  private static RegimeTransitionRow row(
      ControlKey key, Integer to, int horizon, List<Followed> followed, double level) {
    Comparison twins =
        Comparison.of(
            Outcome.Scale.EVENT, followed.stream().map(f -> f.besideTwin(to)).toList(), level);
    List<PairedOutcome> standing =
        followed.stream()
            .map(f -> f.besideStanding(to))
            .filter(pair -> !Double.isNaN(pair.other()))
            .toList();
    Comparison others = Comparison.of(Outcome.Scale.SHARE, standing, level);
    return new RegimeTransitionRow(
        key,
        to,
        horizon,
        Estimate.of(twins.own()),
        twins.other().estimate(),
        twins.difference().estimate(),
        twins.difference().lower(),
        twins.difference().upper(),
        others.other().estimate(),
        others.difference().estimate(),
        others.difference().lower(),
        others.difference().upper(),
        followed.size(),
        standing.size());
  }
}
