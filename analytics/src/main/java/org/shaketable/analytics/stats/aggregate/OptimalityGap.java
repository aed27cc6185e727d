package org.shaketable.analytics.stats.aggregate;

import java.util.Arrays;
import java.util.List;
import org.shaketable.analytics.stats.bootstrap.Statistic;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.SkewedMean;

/**
 * How far the scores fall short of a target, on average.
 *
 * <pre>gap = target - mean of min(score, target)</pre>
 *
 * Smaller is better; 0 where every score reaches the target.
 *
 * <ul>
 *   <li>no score: NaN; NaN among the scores: NaN
 *   <li>shifting scores and target together changes nothing; scaling both scales the gap
 * </ul>
 *
 * @param target score that counts as solved, 1 for normalised performance
 */
public record OptimalityGap(double target) {

  /** The gap of a matrix of scores, runs x tasks. */
  public double of(double[][] scores) {
    return target
        - Arrays.stream(scores)
            .flatMapToDouble(Arrays::stream)
            .map(score -> Math.min(score, target))
            .average()
            .orElse(Double.NaN);
  }

  /**
   * The gap of all scores together with its interval, by {@link SkewedMean}: shortfalls are often 0
   * and seldom larger than an untrained run's. A bootstrap covers 82 to 94 % of them at 4 to 20
   * runs.
   *
   * @param conditions the scores of each, without NaN
   */
  public Interval interval(List<double[]> conditions, double level) {
    List<double[]> shortfalls =
        conditions.stream()
            .map(scores -> Arrays.stream(scores).map(s -> target - Math.min(s, target)).toArray())
            .toList();
    return SkewedMean.of(shortfalls, target, level).within(0, Double.POSITIVE_INFINITY);
  }

  /** The optimality gap as a statistic of the bootstrap. */
  public Statistic statistic() {
    return rows -> {
      double sum = 0;
      for (int row = 0; row < rows.strata().rows(); row++) {
        sum += rows.count(row) * Math.min(rows.strata().value(0, row), target);
      }
      return target - sum / rows.size();
    };
  }
}
