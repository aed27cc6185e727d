package org.shaketable.analytics.stats.buffering;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Resample;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Gain in stability of the best interior level of a controlled stochasticity over none, at equal
 * perturbation.
 *
 * <pre>contrast = mean over perturbations of (mean stability at the best level - at level 0)</pre>
 *
 * <p>Interior: above 0 and below the highest level tried. Taking the best of several levels by the
 * very runs that it is judged by would flatter it, so runs are parted in two halves by a hash of
 * their key: each half chooses the level by which the other is judged, and the two are averaged.
 * Above 0, stochasticity buffers.
 *
 * <ul>
 *   <li>no level 0, or no interior level: NaN
 *   <li>a perturbation without runs at one of the two levels is left out
 *   <li>NaN stability is left out
 *   <li>the order of the runs does not matter; scale scales it, a shift changes nothing
 * </ul>
 */
public final class BufferingContrast {
  private static final int STABILITY = 0;
  private static final int HALF = 1;

  /** A run: what it was perturbed by, its level of stochasticity and its stability. */
  public record Row(String perturbation, double level, String key, double stability) {}

  private record Cell(String perturbation, double level, int half) {}

  private BufferingContrast() {}

  /** The contrast with its interval, drawing runs within every perturbation and level. */
  public static Interval of(Collection<Row> rows, BootstrapSettings settings) {
    TreeMap<String, Row> strata = new TreeMap<>();
    Strata.Builder builder = Strata.builder(2);
    for (Row row : rows) {
      if (!Double.isNaN(row.stability())) {
        String stratum = row.perturbation() + "\n" + row.level();
        strata.put(stratum, row);
        builder.add(stratum, row.key(), row.stability(), half(row.key()));
      }
    }
    List<Row> ofStratum = List.copyOf(strata.values());
    return Bootstrap.percentile(builder.build(), drawn -> contrast(drawn, ofStratum), settings);
  }

  private static int half(String key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return (hash ^ (hash >>> 16)) & 1;
  }

  private static double contrast(Resample drawn, List<Row> ofStratum) {
    Map<Cell, double[]> sums = new HashMap<>();
    for (int s = 0; s < ofStratum.size(); s++) {
      Row cell = ofStratum.get(s);
      for (int row = drawn.strata().start(s); row < drawn.strata().start(s + 1); row++) {
        int half = (int) drawn.strata().value(HALF, row);
        double[] sum =
            sums.computeIfAbsent(
                new Cell(cell.perturbation(), cell.level(), half), k -> new double[2]);
        sum[0] += drawn.count(row) * drawn.strata().value(STABILITY, row);
        sum[1] += drawn.count(row);
      }
    }
    double first = gain(sums, bestLevel(sums, 1), 0);
    double second = gain(sums, bestLevel(sums, 0), 1);
    return (first + second) / 2;
  }

  private static double bestLevel(Map<Cell, double[]> sums, int half) {
    TreeSet<Double> levels = new TreeSet<>();
    sums.keySet().forEach(cell -> levels.add(cell.level()));
    double best = Double.NaN;
    double most = Double.NEGATIVE_INFINITY;
    for (double level : levels) {
      double gain = gain(sums, level, half);
      if (level > 0 && level < levels.last() && gain > most) {
        best = level;
        most = gain;
      }
    }
    return best;
  }

  private static double gain(Map<Cell, double[]> sums, double level, int half) {
    TreeSet<String> perturbations = new TreeSet<>();
    sums.keySet().forEach(cell -> perturbations.add(cell.perturbation()));
    double sum = 0;
    int n = 0;
    for (String perturbation : perturbations) {
      double[] at = sums.get(new Cell(perturbation, level, half));
      double[] none = sums.get(new Cell(perturbation, 0, half));
      if (at != null && none != null && at[1] > 0 && none[1] > 0) {
        sum += at[0] / at[1] - none[0] / none[1];
        n++;
      }
    }
    return n == 0 ? Double.NaN : sum / n;
  }
}
