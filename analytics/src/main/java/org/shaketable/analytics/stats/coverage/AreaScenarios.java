package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.shaketable.analytics.stats.aggregate.ProbabilityOfImprovement;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.detection.Auc;
import org.shaketable.analytics.stats.interval.Interval;

/** Areas under ROC curves and probabilities of improvement of normal scores. */
final class AreaScenarios {
  private static final double LEVEL = 0.95;
  private static final int[][] SIZES = {{8, 8}, {8, 20}, {16, 16}, {20, 20}, {50, 10}, {100, 30}};

  private AreaScenarios() {}

  static List<Scenario> all(int replicates) {
    List<Scenario> all = new ArrayList<>();
    for (double area : new double[] {0.1, 0.5, 0.8, 0.95}) {
      for (int[] size : SIZES) {
        all.add(area("area under ROC, Newcombe", area, size, AreaScenarios::newcombe));
      }
      for (int n : new int[] {8, 20}) {
        all.add(
            area(
                "probability of improvement, percentile (in no table)",
                area,
                new int[] {n, n},
                (scores, positives, draws) -> bootstrap(scores, positives, replicates, draws)));
      }
    }
    return all;
  }

  /** An interval of scores of which the first ones are those of positives. */
  @FunctionalInterface
  private interface Method {
    Interval of(double[] scores, int positives, Draws draws);
  }

  private static Scenario area(String statistic, double area, int[] size, Method method) {
    double shift = Math.sqrt(2) * NormalDistribution.of(0, 1).inverseCumulativeProbability(area);
    return Scenario.of(
        statistic,
        "normal, " + area,
        size[0] + " against " + size[1] + " runs",
        area,
        draws -> {
          double[] scores = Population.NORMAL.sample(size[0] + size[1], draws);
          for (int i = 0; i < size[0]; i++) {
            scores[i] += shift;
          }
          return method.of(scores, size[0], draws);
        });
  }

  private static Interval newcombe(double[] scores, int positives, Draws draws) {
    boolean[] positive = new boolean[scores.length];
    Arrays.fill(positive, 0, positives, true);
    return Auc.of(positive, scores).interval(LEVEL);
  }

  private static Interval bootstrap(double[] scores, int positives, int replicates, Draws draws) {
    double[][] x = new double[positives][1];
    double[][] y = new double[scores.length - positives][1];
    for (int i = 0; i < scores.length; i++) {
      (i < positives ? x[i] : y[i - positives])[0] = scores[i];
    }
    return ProbabilityOfImprovement.interval(x, y, BootstrapScenarios.settings(draws, replicates));
  }
}
