package org.shaketable.analytics.stats.buffering;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.TDistribution;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Gain in stability of the best interior level of a controlled stochasticity over none, at equal
 * perturbation.
 *
 * <pre>contrast = mean over perturbations of (mean stability at the best level - at level 0)</pre>
 *
 * <p>Interior: above 0 and below the highest level tried. Taking the best of several levels by the
 * very runs that it is judged by would flatter it, so the runs of each perturbation and level are
 * parted in two halves, alternately in the order of a hash of their keys: each half chooses the
 * level by which the other is judged, and the two are averaged. Above 0, stochasticity buffers.
 *
 * <pre>
 * v = 1/4 sum of s_c^2 / (n_c P^2) over the half cells c in both gains      (P perturbations)
 * v + (4 / pi) (the part of v that comes from interior levels), where the halves disagree
 * contrast -+ t sqrt(v);  t = t(f, (1 + level) / 2), f by Satterthwaite
 * </pre>
 *
 * <p>s^2 is the variance of all runs of the cell's perturbation and level. Of levels that are
 * equally good, the halves choose different ones half of the time; then both gains are those that
 * the other half found smaller, so they err together, by E|d|^2 / 4 = 1 / (2 pi) of the variance of
 * the difference d between the levels in one half. Twice that is added, since a different choice
 * may also mean a worse level. (A bootstrap draws the choice anew with twice the noise: it covers
 * 92 % where one level is best and 99 % where several are.)
 *
 * <ul>
 *   <li>no level 0, or no interior level: NaN
 *   <li>a perturbation without runs of a half at one of the two levels is left out of that half
 *   <li>NaN stability is left out
 *   <li>no cell of two runs, or no spread within any: no bounds (NaN)
 *   <li>one run in a cell: the variance of all cells together stands for its own
 *   <li>the order of the runs does not matter; scale scales it, a shift changes nothing
 * </ul>
 *
 * Source of the degrees of freedom: Satterthwaite 1946, doi:10.2307/3002019. Measured coverage:
 * {@link org.shaketable.analytics.stats.coverage}.
 */
public final class BufferingContrast {
  /** A run: what it was perturbed by, its level of stochasticity and its stability. */
  public record Row(String perturbation, double level, String key, double stability) {}

  private BufferingContrast() {}

  /** The contrast with its interval; its n counts runs. */
  public static Interval of(Collection<Row> rows, double level) {
    Map<String, Map<Double, Cell>> cells = new TreeMap<>();
    long runs = 0;
    for (List<Row> group : groups(rows).values()) {
      Row first = group.get(0);
      cells
          .computeIfAbsent(first.perturbation(), key -> new TreeMap<>())
          .put(first.level(), Cell.of(group.stream().mapToDouble(Row::stability).toArray()));
      runs += group.size();
    }
    Gains gains = Gains.of(List.copyOf(cells.values()));
    double level0 = gains.best(1);
    double level1 = gains.best(0);
    double contrast = (gains.gain(level0, 0) + gains.gain(level1, 1)) / 2;
    return around(contrast, ContrastError.of(gains, level0, level1), level, runs);
  }

  private static Interval around(double contrast, ContrastError error, double level, long runs) {
    if (Double.isNaN(contrast) || !(error.variance() > 0 && error.freedom() > 0)) {
      return Interval.unbounded(contrast, level, runs);
    }
    double half =
        TDistribution.of(error.freedom()).inverseSurvivalProbability((1 - level) / 2)
            * Math.sqrt(error.variance());
    return new Interval(contrast, contrast - half, contrast + half, level, runs);
  }

  /** Runs of each perturbation and level, in the order of a hash of their keys. */
  private static TreeMap<String, List<Row>> groups(Collection<Row> rows) {
    TreeMap<String, List<Row>> groups = new TreeMap<>();
    for (Row row : rows) {
      if (!Double.isNaN(row.stability())) {
        String name = row.perturbation() + "\n" + row.level();
        groups.computeIfAbsent(name, key -> new ArrayList<>()).add(row);
      }
    }
    Comparator<Row> byHash = Comparator.comparingInt(row -> hash(row.key()));
    groups.values().forEach(group -> group.sort(byHash.thenComparing(Row::key)));
    return groups;
  }

  private static int hash(String key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }
}
