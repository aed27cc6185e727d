package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.dose.DoseCount;
import org.shaketable.analytics.stats.dose.DoseSurvival;
import org.shaketable.analytics.stats.trial.Comparison;
import org.shaketable.analytics.stats.trial.Outcome;
import org.shaketable.analytics.stats.trial.PairedOutcome;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.DoseCurveKey;
import org.shaketable.analytics.table.DoseSurvivalRow;
import org.shaketable.analytics.table.Estimate;
import org.shaketable.analytics.table.Exposures;
import org.shaketable.analytics.table.PlaceboEstimate;

/**
 * The table {@code dose_survival}: the share of the range of magnitudes that a training survives,
 * of each family; its mean over a dimension's families; and the mean of those over the dimensions
 * of a configuration, compositions left out.
 *
 * <p>Each seed has a dose survival of its own ({@link DoseSurvival} of its runs at all magnitudes),
 * and the numbers are means over seeds with intervals over seeds. So families share seeds as they
 * do in the sweep. The range of a family is that of the magnitudes that the sweep tries on its
 * schedule, in whatever configuration; of one magnitude alone it is the share not lost there.
 */
public final class DoseSurvivals {
  /** The magnitudes that a sweep tries of a family on a schedule. */
  private record Range(double low, double high) {
    Range plus(Range other) {
      return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }

    double survival(List<DoseCount> doses) {
      return DoseSurvival.ofTried(doses, low, high);
    }
  }

  /** What is averaged: a dimension of a configuration at a level, or the level alone. */
  private record Wider(ConfigurationKey configuration, String dimension, String stochasticity)
      implements Comparable<Wider> {
    static Wider dimension(DoseCurveKey curve) {
      return new Wider(
          curve.dimension().configuration(), curve.dimension().dimension(), curve.stochasticity());
    }

    Wider alone() {
      return new Wider(configuration, "", stochasticity);
    }

    @Override
    public int compareTo(Wider other) {
      return Comparator.comparing(Wider::configuration)
          .thenComparing(Wider::dimension)
          .thenComparing(Wider::stochasticity)
          .compare(this, other);
    }
  }

  private DoseSurvivals() {}

  /** One row per dose curve, dimension and configuration. */
  public static List<DoseSurvivalRow> of(List<JudgedRun> runs, Placebos placebos, double level) {
    List<JudgedRun> dosed =
        runs.stream()
            .filter(run -> !Double.isNaN(run.lost()) && run.condition().magnitude() > 0)
            .toList();
    Map<ScheduledFamily, Range> ranges = ranges(dosed);
    Map<DoseCurveKey, List<PairedOutcome>> curves = new TreeMap<>();
    dosed.stream()
        .collect(
            Collectors.groupingBy(
                run -> run.condition().curve(), TreeMap::new, Collectors.toList()))
        .forEach(
            (curve, members) ->
                curves.put(
                    curve, bySeed(members, placebos, ranges.get(ScheduledFamily.of(curve)))));
    Map<Wider, List<PairedOutcome>> dimensions = means(curves, Wider::dimension);
    Map<Wider, List<PairedOutcome>> within = new TreeMap<>(dimensions);
    within.keySet().removeIf(key -> key.dimension().equals(Exposures.SEVERAL));
    List<DoseSurvivalRow> rows = new ArrayList<>();
    curves.forEach(
        (curve, seeds) ->
            rows.add(
                row(
                    Wider.dimension(curve),
                    curve,
                    ranges.get(ScheduledFamily.of(curve)),
                    seeds,
                    level)));
    dimensions.forEach((key, seeds) -> rows.add(row(key, null, null, seeds, level)));
    means(within, Wider::alone)
        .forEach((key, seeds) -> rows.add(row(key, null, null, seeds, level)));
    return rows;
  }

  private static Map<ScheduledFamily, Range> ranges(List<JudgedRun> runs) {
    return runs.stream()
        .collect(
            Collectors.toMap(
                run -> ScheduledFamily.of(run.condition().curve()),
                run -> new Range(run.condition().magnitude(), run.condition().magnitude()),
                Range::plus));
  }

  /** Of each seed, the dose survival of its runs and the share of their placebos not lost. */
  private static List<PairedOutcome> bySeed(List<JudgedRun> runs, Placebos placebos, Range range) {
    return JudgedRun.bySeed(runs).entrySet().stream()
        .map(
            seed ->
                new PairedOutcome(
                    seed.getKey(),
                    range.survival(seed.getValue().stream().map(JudgedRun::dose).toList()),
                    seed.getValue().stream()
                        .mapToDouble(run -> 1 - placebos.pair(Outcome.LOST, run).other())
                        .average()
                        .orElse(Double.NaN)))
        .toList();
  }

  /** Means over members, seed by seed. */
  private static <K> Map<Wider, List<PairedOutcome>> means(
      Map<K, List<PairedOutcome>> members, Function<K, Wider> wider) {
    Map<Wider, Map<Integer, List<PairedOutcome>>> found = new TreeMap<>();
    members.forEach(
        (key, seeds) ->
            seeds.forEach(
                pair ->
                    found
                        .computeIfAbsent(wider.apply(key), name -> new TreeMap<>())
                        .computeIfAbsent(pair.seed(), seed -> new ArrayList<>())
                        .add(pair)));
    Map<Wider, List<PairedOutcome>> means = new TreeMap<>();
    found.forEach(
        (key, seeds) ->
            means.put(
                key,
                seeds.entrySet().stream()
                    .map(
                        seed ->
                            new PairedOutcome(
                                seed.getKey(),
                                mean(seed.getValue(), PairedOutcome::own),
                                mean(seed.getValue(), PairedOutcome::other)))
                    .toList()));
    return means;
  }

  private static double mean(List<PairedOutcome> pairs, ToDoubleFunction<PairedOutcome> side) {
    return pairs.stream().mapToDouble(side).average().orElse(Double.NaN);
  }

  private static DoseSurvivalRow row(
      Wider key, DoseCurveKey curve, Range range, List<PairedOutcome> seeds, double level) {
    Comparison comparison = Comparison.of(Outcome.Scale.SHARE, seeds, level);
    boolean configuration = key.dimension().isEmpty();
    return new DoseSurvivalRow(
        key.configuration(),
        curve != null ? "family" : configuration ? "configuration" : "dimension",
        configuration ? null : key.dimension(),
        curve == null ? null : curve.family(),
        curve == null ? null : curve.schedule(),
        key.stochasticity(),
        range == null ? Double.NaN : range.low(),
        range == null ? Double.NaN : range.high(),
        Estimate.of(comparison.own()),
        PlaceboEstimate.of(comparison));
  }
}
