package org.shaketable.analytics.stats.buffering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gains over no stochasticity, by halves of the runs.
 *
 * @param perturbations the cells of each, by level
 * @param levels all levels, ascending
 */
record Gains(List<Map<Double, Cell>> perturbations, List<Double> levels) {
  private static final double NONE = 0;

  /** A term of a half's gain: the mean of a cell's half, with this weight squared. */
  record Term(Cell cell, double weight, boolean interior) {
    double factor(int half) {
      return weight * weight / cell.size(half);
    }
  }

  static Gains of(List<Map<Double, Cell>> perturbations) {
    TreeMap<Double, Boolean> levels = new TreeMap<>();
    perturbations.forEach(cells -> cells.keySet().forEach(level -> levels.put(level, true)));
    return new Gains(perturbations, List.copyOf(levels.keySet()));
  }

  /** The interior level of the largest gain in a half; NaN if there is none. */
  double best(int half) {
    double best = Double.NaN;
    double most = Double.NEGATIVE_INFINITY;
    for (double level : interior()) {
      double gain = gain(level, half);
      if (gain > most) {
        best = level;
        most = gain;
      }
    }
    return best;
  }

  private List<Double> interior() {
    return levels.size() < 2 || levels.get(0) != NONE
        ? List.of()
        : levels.subList(1, levels.size() - 1);
  }

  /** Mean gain of a half at a level, over the perturbations that have both; NaN if none has. */
  double gain(double level, int half) {
    List<Map<Double, Cell>> both = both(level, half);
    double sum = 0;
    for (Map<Double, Cell> cells : both) {
      sum += cells.get(level).mean(half) - cells.get(NONE).mean(half);
    }
    return sum / both.size();
  }

  /** What that gain is made of. */
  List<Term> terms(double level, int half) {
    List<Map<Double, Cell>> both = both(level, half);
    List<Term> terms = new ArrayList<>();
    for (Map<Double, Cell> cells : both) {
      terms.add(new Term(cells.get(level), 1.0 / both.size(), true));
      terms.add(new Term(cells.get(NONE), 1.0 / both.size(), false));
    }
    return terms;
  }

  private List<Map<Double, Cell>> both(double level, int half) {
    return perturbations.stream()
        .filter(cells -> has(cells.get(level), half) && has(cells.get(NONE), half))
        .toList();
  }

  private static boolean has(Cell cell, int half) {
    return cell != null && cell.size(half) > 0;
  }

  /** Variance within cells, over all of them; NaN where no cell has two runs. */
  double pooledVariance() {
    double squares = 0;
    int freedom = 0;
    for (Map<Double, Cell> cells : perturbations) {
      for (Cell cell : cells.values()) {
        squares += cell.squares();
        freedom += cell.freedom();
      }
    }
    return squares / freedom;
  }
}
