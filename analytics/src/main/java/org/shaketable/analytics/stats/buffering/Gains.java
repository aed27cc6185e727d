package org.shaketable.analytics.stats.buffering;

import java.util.Arrays;
import java.util.List;
import org.shaketable.analytics.stats.bootstrap.Resample;

/**
 * Gains over no stochasticity of the rows drawn; what does not change between draws is found once.
 *
 * @param places stratum of each perturbation, level and half; -1 where there is none
 * @param none place of level 0 among the levels; -1 if there is none
 */
record Gains(int[][][] places, int none) {

  /** The gains where strata are those cells, in their order. */
  static Gains of(List<Cell> cells) {
    List<String> perturbations =
        cells.stream().map(Cell::perturbation).distinct().sorted().toList();
    List<Double> levels = cells.stream().map(Cell::level).distinct().sorted().toList();
    int[][][] places = new int[perturbations.size()][levels.size()][2];
    for (int[][] ofPerturbation : places) {
      for (int[] ofLevel : ofPerturbation) {
        Arrays.fill(ofLevel, -1);
      }
    }
    for (int stratum = 0; stratum < cells.size(); stratum++) {
      Cell cell = cells.get(stratum);
      int perturbation = perturbations.indexOf(cell.perturbation());
      places[perturbation][levels.indexOf(cell.level())][cell.half()] = stratum;
    }
    return new Gains(places, levels.indexOf(0.0));
  }

  /** The gain of each half at the level that the other half finds best, on average. */
  double contrast(Resample rows) {
    double[] means = means(rows);
    return (gain(means, best(means, 1), 0) + gain(means, best(means, 0), 1)) / 2;
  }

  private static double[] means(Resample rows) {
    double[] means = new double[rows.strata().strata()];
    for (int s = 0; s < means.length; s++) {
      int start = rows.strata().start(s);
      int end = rows.strata().start(s + 1);
      double sum = 0;
      for (int row = start; row < end; row++) {
        sum += rows.count(row) * rows.strata().value(0, row);
      }
      means[s] = sum / (end - start);
    }
    return means;
  }

  /** The interior level of the largest gain in a half; -1 if there is none. */
  private int best(double[] means, int half) {
    int best = -1;
    double most = Double.NEGATIVE_INFINITY;
    int levels = places.length == 0 ? 0 : places[0].length;
    for (int level = 1; level < levels - 1; level++) {
      double gain = gain(means, level, half);
      if (gain > most) {
        best = level;
        most = gain;
      }
    }
    return best;
  }

  private double gain(double[] means, int level, int half) {
    if (level < 0 || none < 0) {
      return Double.NaN;
    }
    double sum = 0;
    int n = 0;
    for (int[][] perturbation : places) {
      int at = perturbation[level][half];
      int without = perturbation[none][half];
      if (at >= 0 && without >= 0) {
        sum += means[at] - means[without];
        n++;
      }
    }
    return n == 0 ? Double.NaN : sum / n;
  }
}
