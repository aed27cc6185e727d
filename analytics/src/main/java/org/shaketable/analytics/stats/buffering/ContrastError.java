package org.shaketable.analytics.stats.buffering;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Variance of a contrast from the variances within its cells.
 *
 * @param variance of the contrast
 * @param freedom Satterthwaite's
 */
record ContrastError(double variance, double freedom) {

  /**
   * The error of the mean of two gains, of half 0 at one level and of half 1 at another. A cell
   * that counts in both halves has one variance. Cells of one run get the variance of all together,
   * and no degree of freedom.
   */
  static ContrastError of(Gains gains, double level0, double level1) {
    Map<Cell, Double> factors = new LinkedHashMap<>();
    double interior = 0;
    double pooled = gains.pooledVariance();
    for (int half = 0; half < 2; half++) {
      for (Gains.Term term : gains.terms(half == 0 ? level0 : level1, half)) {
        double factor = term.factor(half) / 4;
        factors.merge(term.cell(), factor, Double::sum);
        interior += term.interior() ? factor * variance(term.cell(), pooled) : 0;
      }
    }
    double sum = 0;
    double squares = 0;
    for (Map.Entry<Cell, Double> entry : factors.entrySet()) {
      Cell cell = entry.getKey();
      double part = entry.getValue() * variance(cell, pooled);
      sum += part;
      squares += cell.freedom() > 0 ? part * part / cell.freedom() : 0;
    }
    double choice = level0 == level1 ? 0 : 4 * interior / Math.PI;
    return new ContrastError(sum + choice, sum * sum / squares);
  }

  private static double variance(Cell cell, double pooled) {
    return cell.freedom() > 0 ? cell.squares() / cell.freedom() : pooled;
  }
}
