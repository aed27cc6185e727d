package org.shaketable.analytics.stats.detection;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.shaketable.analytics.stats.comparison.Ranks;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.interval.Bisection;
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
 * @param positives cases that should be positive
 * @param n cases
 */
public record Auc(double area, double standardError, int positives, int n) {

  /** Runs that the assumed variance counts as, beside those that DeLong's rests on. */
  private static final double PRIOR = 5;

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
    return new Auc(area, Math.sqrt(variance), positives.length, scores.length);
  }

  /**
   * The area with Newcombe's interval (his method 5): the areas t for which the one found is no
   * further away than z standard errors, the error being that at t,
   *
   * <pre>
   * V(t) = r t (1 - t) (1 + m (1 - t)/(2 - t) + m t/(1 + t)) / (n_positive n_negative)
   * m = (n_positive + n_negative)/2 - 1
   * r = (k V + h se^2) / (k V + h V) with V at the area found and r = 1;  k = 5
   * </pre>
   *
   * (Hanley and McNeil's, for exponential scores, with sizes averaged). r draws that towards
   * DeLong's, which asks for no shape, by the harmonic mean h of both sizes: without it 98 % of
   * high areas of 100 and 30 normal scores are covered and, where both classes differ in spread, 87
   * %. The normal interval with DeLong's error is a point where the classes are parted, and covers
   * 30 to 90 % near it.
   *
   * <p>Source: Newcombe 2006, doi:10.1002/sim.2324.
   */
  public Interval interval(double level) {
    if (Double.isNaN(area)) {
      return Interval.unbounded(area, level, n);
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    double scaled = z * Math.sqrt(ratio());
    return new Interval(area, bound(scaled, 0), bound(scaled, 1), level, n);
  }

  private double ratio() {
    double assumed = variance(area);
    double harmonic = 2.0 * positives * (n - positives) / n;
    return assumed > 0 && standardError >= 0
        ? (PRIOR + harmonic * standardError * standardError / assumed) / (PRIOR + harmonic)
        : 1;
  }

  /** The area furthest towards an end that is still within z standard errors. */
  private double bound(double z, double end) {
    return Bisection.last(t -> Math.abs(area - t) <= z * Math.sqrt(variance(t)), area, end);
  }

  private double variance(double t) {
    double m = n / 2.0 - 1;
    return t
        * (1 - t)
        * (1 + m * (1 - t) / (2 - t) + m * t / (1 + t))
        / positives
        / (n - positives);
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
