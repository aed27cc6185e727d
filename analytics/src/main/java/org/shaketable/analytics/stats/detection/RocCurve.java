package org.shaketable.analytics.stats.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * True against false positive rates of a score, one point per distinct threshold.
 *
 * <p>The first point is (0, 0) at an infinite threshold; a case is positive where its score is at
 * or above the threshold. Average precision: sum of (recall - recall before) x precision.
 *
 * <ul>
 *   <li>no positive or no negative case: rates NaN
 *   <li>NaN scores are refused; infinities are ordered as numbers
 *   <li>a strictly increasing map of the scores changes no rate
 * </ul>
 *
 * @param points from the highest threshold to the lowest
 * @param averagePrecision in [0, 1], larger is better; NaN without positive cases
 */
public record RocCurve(List<Point> points, double averagePrecision) {

  /** Rates at one threshold. */
  public record Point(double threshold, double falsePositiveRate, double truePositiveRate) {}

  public RocCurve {
    points = List.copyOf(points);
  }

  /** The curve of scores, larger for cases that should be positive. */
  public static RocCurve of(boolean[] positive, double[] scores) {
    int[] order = Auc.descending(scores);
    double positives = IntStream.range(0, positive.length).filter(i -> positive[i]).count();
    double negatives = positive.length - positives;
    List<Point> points = new ArrayList<>();
    points.add(new Point(Double.POSITIVE_INFINITY, 0 / negatives, 0 / positives));
    double hits = 0;
    double precisionArea = 0;
    double hitsBefore = 0;
    for (int i = 0; i < order.length; i++) {
      hits += positive[order[i]] ? 1 : 0;
      boolean last = i + 1 == order.length || scores[order[i + 1]] != scores[order[i]];
      if (last) {
        points.add(new Point(scores[order[i]], (i + 1 - hits) / negatives, hits / positives));
        precisionArea += (hits - hitsBefore) / positives * (hits / (i + 1));
        hitsBefore = hits;
      }
    }
    return new RocCurve(points, positives == 0 ? Double.NaN : precisionArea);
  }
}
