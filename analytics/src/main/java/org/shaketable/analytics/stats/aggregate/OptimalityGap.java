package org.shaketable.analytics.stats.aggregate;

import java.util.Arrays;
import org.shaketable.analytics.stats.bootstrap.Statistic;

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

  /** The same for the bootstrap. */
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
