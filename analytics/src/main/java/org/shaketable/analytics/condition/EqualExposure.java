package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.trial.Comparison;
import org.shaketable.analytics.stats.trial.Outcome;
import org.shaketable.analytics.stats.trial.PairedOutcome;
import org.shaketable.analytics.table.ComparisonRow;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.Estimate;

/**
 * The table {@code comparisons}: each configuration against each other, over the exposures that
 * both met and paired by seed. A run counts where the other's at the same exposure and seed does.
 * The unit is the seed ({@link Comparison}).
 *
 * <p>Of more than {@value #MOST} configurations pairs would be many and say little: their place is
 * the frontier.
 */
public final class EqualExposure {
  private static final int MOST = 12;
  private static final String IMPROVEMENT = "probability_of_improvement";

  /** What a run of either side is found by. */
  private record Site(
      String dimension,
      String family,
      double magnitude,
      String schedule,
      String stochasticity,
      int replicate) {
    static Site of(JudgedRun run) {
      Condition c = run.condition();
      return new Site(
          c.dimension(),
          c.family(),
          c.magnitude(),
          c.schedule(),
          c.stochasticity(),
          run.facts().replicate());
    }

    /** The same for all seeds. */
    Site exposure() {
      return new Site(dimension, family, magnitude, schedule, stochasticity, 0);
    }
  }

  /** A run and the other configuration's at the same exposure and seed. */
  private record Met(Site site, JudgedRun own, JudgedRun other) {
    PairedOutcome pair(ToDoubleFunction<JudgedRun> value) {
      return new PairedOutcome(
          site.replicate(), value.applyAsDouble(own), value.applyAsDouble(other));
    }

    /** Whether the first retains more: 1, 1/2 for a tie, 0. */
    PairedOutcome improvement() {
      double difference = own.retainedPerformance() - other.retainedPerformance();
      double better = Double.isNaN(difference) ? Double.NaN : (1 + Math.signum(difference)) / 2;
      return new PairedOutcome(site.replicate(), better, Double.NaN);
    }
  }

  private final String sweep;
  private final double level;

  private EqualExposure(String sweep, double level) {
    this.sweep = sweep;
    this.level = level;
  }

  /** One row per pair, dimension and outcome; none of pairs that met no exposure both. */
  public static List<ComparisonRow> of(String sweep, List<JudgedRun> perturbed, double level) {
    EqualExposure comparison = new EqualExposure(sweep, level);
    Map<ConfigurationKey, Map<Site, JudgedRun>> runs = new TreeMap<>();
    perturbed.stream()
        .filter(run -> !run.failed())
        .forEach(
            run -> runs.computeIfAbsent(run.key(), none -> new HashMap<>()).put(Site.of(run), run));
    List<ConfigurationKey> keys = List.copyOf(runs.keySet());
    if (keys.size() > MOST) {
      return List.of();
    }
    List<ComparisonRow> rows = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      for (int j = i + 1; j < keys.size(); j++) {
        rows.addAll(comparison.pair(met(runs.get(keys.get(i)), runs.get(keys.get(j)))));
      }
    }
    return rows;
  }

  private static List<Met> met(Map<Site, JudgedRun> own, Map<Site, JudgedRun> others) {
    return own.entrySet().stream()
        .filter(entry -> others.containsKey(entry.getKey()))
        .map(entry -> new Met(entry.getKey(), entry.getValue(), others.get(entry.getKey())))
        .sorted(Comparator.comparing(met -> met.own().condition()))
        .toList();
  }

  private List<ComparisonRow> pair(List<Met> met) {
    Map<String, List<Met>> byDimension =
        met.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.site().dimension(), TreeMap::new, Collectors.toList()));
    Stream<ComparisonRow> all = met.isEmpty() ? Stream.of() : rows(null, met);
    return Stream.concat(
            all,
            byDimension.entrySet().stream()
                .filter(one -> byDimension.size() > 1)
                .flatMap(one -> rows(one.getKey(), one.getValue())))
        .toList();
  }

  private Stream<ComparisonRow> rows(String dimension, List<Met> met) {
    Comparison better =
        Comparison.of(Outcome.Scale.SHARE, met.stream().map(Met::improvement).toList(), level);
    return Stream.of(
        difference(dimension, met, Outcome.LOST, JudgedRun::lost),
        difference(dimension, met, Outcome.RETAINED_PERFORMANCE, JudgedRun::retainedPerformance),
        row(dimension, met, IMPROVEMENT, Double.NaN, Double.NaN, Estimate.of(better.own())));
  }

  private ComparisonRow difference(
      String dimension, List<Met> met, Outcome outcome, ToDoubleFunction<JudgedRun> value) {
    Collection<PairedOutcome> known =
        met.stream()
            .map(one -> one.pair(value))
            .filter(pair -> !Double.isNaN(pair.own()) && !Double.isNaN(pair.other()))
            .toList();
    Comparison comparison = Comparison.of(outcome.scale(), known, level);
    return row(
        dimension,
        met,
        outcome.column(),
        comparison.own().estimate(),
        comparison.other().estimate(),
        Estimate.of(comparison.difference()));
  }

  private ComparisonRow row(
      String dimension,
      List<Met> met,
      String outcome,
      double own,
      double other,
      Estimate estimate) {
    ConfigurationKey first = met.get(0).own().key();
    ConfigurationKey second = met.get(0).other().key();
    return new ComparisonRow(
        sweep,
        first.workload(),
        first.configuration(),
        second.workload(),
        second.configuration(),
        dimension,
        outcome,
        (int) met.stream().map(one -> one.site().exposure()).distinct().count(),
        own,
        other,
        estimate);
  }
}
