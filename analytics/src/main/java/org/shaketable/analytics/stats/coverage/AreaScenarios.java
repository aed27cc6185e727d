package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.shaketable.analytics.stats.detection.Auc;
import org.shaketable.analytics.stats.interval.Interval;

/** Areas under ROC curves of normal scores. */
final class AreaScenarios {
  private static final double LEVEL = 0.95;
  private static final int[][] SIZES = {{8, 8}, {8, 20}, {16, 16}, {20, 20}, {50, 10}, {100, 30}};

  private AreaScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (double area : new double[] {0.1, 0.5, 0.8, 0.95}) {
      for (int[] size : SIZES) {
        all.add(area(area, size));
      }
    }
    return all;
  }

  private static Scenario area(double area, int[] size) {
    double shift = Math.sqrt(2) * NormalDistribution.of(0, 1).inverseCumulativeProbability(area);
    return Scenario.of(
        "area under ROC, Newcombe",
        "normal, " + area,
        size[0] + " against " + size[1] + " runs",
        area,
        draws -> {
          double[] scores = Population.NORMAL.sample(size[0] + size[1], draws);
          for (int i = 0; i < size[0]; i++) {
            scores[i] += shift;
          }
          return newcombe(scores, size[0]);
        });
  }

  private static Interval newcombe(double[] scores, int positives) {
    boolean[] positive = new boolean[scores.length];
    Arrays.fill(positive, 0, positives, true);
    return Auc.of(positive, scores).interval(LEVEL);
  }
}
