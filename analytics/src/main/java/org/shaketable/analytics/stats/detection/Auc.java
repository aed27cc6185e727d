package org.shaketable.analytics.stats.detection;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.shaketable.analytics.stats.comparison.Ranks;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Area under the ROC curve with DeLong's standard error.
 *
 * <pre>
 * AUC = P(score of a positive > score of a negative) + 1/2 P(tie)
 * se^2 = var(V10) / n_positive + var(V01) / n_negative
 * </pre>
 *
 * with V10 the share of negatives below each positive and V01 the share of positives above each
 * negative (ties 1/2), variances with n - 1. 0.5 is a score without information; larger is better.
 *
 * <ul>
 *   <li>no positive or no negative case: NaN
 *   <li>one of either: standard error NaN
 *   <li>NaN scores are refused
 * </ul>
 *
 * Source: DeLong, DeLong and Clarke-Pearson 1988, doi:10.2307/2531595; ranks as in Sun and Xu 2014,
 * doi:10.1109/LSP.2014.2337313.
 *
 * @param n cases
 */
public record Auc(double area, double standardError, int n) {

  /** The area of scores, larger for cases that should be positive. */
  public static Auc of(boolean[] positive, double[] scores) {
    double[] positives = select(positive, scores, true);
    double[] negatives = select(positive, scores, false);
    double[] ranks = Ranks.of(scores);
    double[] v10 = placements(select(positive, ranks, true), positives, negatives.length);
    double[] v01 = placements(select(positive, ranks, false), negatives, positives.length);
    Moments m10 = Moments.of(v10);
    double variance =
        m10.variance() / positives.length + Moments.of(v01).variance() / negatives.length;
    double area = negatives.length == 0 ? Double.NaN : m10.average();
    return new Auc(area, Math.sqrt(variance), scores.length);
  }

  /** The area with a normal interval, cut to [0, 1]. */
  public Interval interval(double level) {
    if (Double.isNaN(standardError)) {
      return Interval.unbounded(area, level, n);
    }
    double half =
        standardError * NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    return new Interval(area, Math.max(0, area - half), Math.min(1, area + half), level, n);
  }

  /** Share of the other class below each case: its rank among all less that in its own class. */
  private static double[] placements(double[] ranks, double[] own, int others) {
    double[] within = Ranks.of(own);
    return IntStream.range(0, ranks.length)
        .mapToDouble(i -> (ranks[i] - within[i]) / others)
        .toArray();
  }

  private static double[] select(boolean[] positive, double[] values, boolean wanted) {
    return IntStream.range(0, values.length)
        .filter(i -> positive[i] == wanted)
        .mapToDouble(i -> values[i])
        .toArray();
  }

  static int[] descending(double[] scores) {
    Ranks.of(scores);
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -scores[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
