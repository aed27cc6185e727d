package org.shaketable.analytics.stats.buffering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.descriptive.Rounding;

/**
 * Gains over none by seed and level, the seeds in two halves: alternately in the order of a hash.
 *
 * @param halves the gains by half, seed and level
 */
record SeedGains(List<Map<Integer, Map<Double, Double>>> halves) {
  private static final double NONE = 0;

  static SeedGains of(Collection<LevelGain.Row> rows) {
    TreeSet<Integer> seeds =
        new TreeSet<>(
            Comparator.<Integer>comparingInt(SeedGains::hash)
                .thenComparing(Comparator.naturalOrder()));
    Map<Integer, Map<String, Map<Double, Double>>> values = new HashMap<>();
    for (LevelGain.Row row : rows) {
      if (!Double.isNaN(row.value())) {
        seeds.add(row.seed());
        values
            .computeIfAbsent(row.seed(), key -> new TreeMap<>())
            .computeIfAbsent(row.condition(), key -> new TreeMap<>())
            .put(row.level(), row.value());
      }
    }
    List<Map<Integer, Map<Double, Double>>> halves = List.of(new TreeMap<>(), new TreeMap<>());
    int place = 0;
    for (int seed : seeds) {
      halves.get(place++ % 2).put(seed, gains(values.get(seed)));
    }
    return new SeedGains(halves);
  }

  /** Mean gain over the conditions that have a level and none. */
  private static Map<Double, Double> gains(Map<String, Map<Double, Double>> conditions) {
    Map<Double, List<Double>> all = new TreeMap<>();
    for (Map<Double, Double> levels : conditions.values()) {
      Double none = levels.get(NONE);
      if (none != null) {
        levels.forEach(
            (level, value) -> {
              if (level != NONE) {
                all.computeIfAbsent(level, key -> new ArrayList<>())
                    .add(Rounding.difference(value, none));
              }
            });
      }
    }
    Map<Double, Double> means = new TreeMap<>();
    all.forEach(
        (level, gains) ->
            means.put(level, mean(gains.stream().mapToDouble(Double::doubleValue).toArray())));
    return means;
  }

  /** 0 where the gains part each other up to rounding. */
  private static double mean(double[] gains) {
    double mean = Moments.of(gains).average();
    double size = Arrays.stream(gains).map(Math::abs).average().orElse(0);
    return Rounding.only(mean, size) ? 0 : mean;
  }

  /** The level of the largest mean gain in a half, the lowest of equals; NaN if there is none. */
  double best(int half) {
    TreeSet<Double> levels = new TreeSet<>();
    halves.get(half).values().forEach(gains -> levels.addAll(gains.keySet()));
    double best = Double.NaN;
    double most = Double.NEGATIVE_INFINITY;
    for (double level : levels) {
      double mean = Arrays.stream(of(half, level)).average().orElse(Double.NaN);
      if (mean > most) {
        best = level;
        most = mean;
      }
    }
    return best;
  }

  /** The gains of a half's seeds at a level, of those that have it. */
  double[] of(int half, double level) {
    return halves.get(half).values().stream()
        .filter(gains -> gains.containsKey(level))
        .mapToDouble(gains -> gains.get(level))
        .toArray();
  }

  private static int hash(int seed) {
    int hash = (seed + 1) * 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }
}
