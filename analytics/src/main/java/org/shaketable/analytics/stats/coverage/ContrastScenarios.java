package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.buffering.BufferingContrast;
import org.shaketable.analytics.stats.comparison.MeanDifference;
import org.shaketable.analytics.stats.interval.Interval;

/** Differences of means, and of the best level of stochasticity from none. */
final class ContrastScenarios {
  private static final double LEVEL = 0.95;
  private static final double NOISE = 0.2;

  private ContrastScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Population population : new Population[] {Population.NORMAL, Population.TWO_OUTCOMES}) {
      for (int n : new int[] {4, 8, 20}) {
        all.add(
            difference(
                "mean difference, Welch (in no table)", population, n, ContrastScenarios::welch));
        all.add(
            difference(
                "mean difference, pairs (in no table)", population, n, ContrastScenarios::paired));
      }
    }
    double[][] gains = {
      {0, 0.1, 0}, {0, 0.3, 0, 0}, {0, 0.1, 0.1, 0}, {0, 0.1, 0.05, 0}, {0, 0, 0, 0}
    };
    for (double[] gain : gains) {
      for (int n : new int[] {4, 6, 8, 20}) {
        all.add(buffering(gain, n));
      }
    }
    return all;
  }

  /** The interval of the difference of two samples. */
  @FunctionalInterface
  private interface Method {
    Interval of(double[] x, double[] y);
  }

  private static Interval welch(double[] x, double[] y) {
    return MeanDifference.welch(x, y).interval(LEVEL);
  }

  private static Interval paired(double[] x, double[] y) {
    return MeanDifference.paired(x, y).interval(LEVEL);
  }

  private static Scenario difference(
      String statistic, Population population, int n, Method method) {
    return Scenario.of(
        statistic,
        population.word(),
        n + " runs each",
        0,
        draws -> method.of(population.sample(n, draws), population.sample(n, draws)));
  }

  private static Scenario buffering(double[] gains, int n) {
    double best = Arrays.stream(gains, 1, gains.length - 1).max().orElseThrow();
    return Scenario.of(
        "buffering contrast, Satterthwaite",
        "gains " + Arrays.toString(gains) + " with noise " + NOISE,
        "4 perturbations, " + n + " runs a level",
        best,
        draws -> BufferingContrast.of(rows(gains, n, draws), LEVEL));
  }

  private static List<BufferingContrast.Row> rows(double[] gains, int n, Draws draws) {
    List<BufferingContrast.Row> rows = new ArrayList<>();
    for (int perturbation = 0; perturbation < 4; perturbation++) {
      for (int level = 0; level < gains.length; level++) {
        for (int run = 0; run < n; run++) {
          String name = String.valueOf(perturbation);
          String key = name + "/" + level + "/" + run + "/" + draws.nextInt(1 << 20);
          double stability = 0.5 + gains[level] + NOISE * draws.nextGaussian();
          rows.add(new BufferingContrast.Row(name, level, key, stability));
        }
      }
    }
    return rows;
  }
}
