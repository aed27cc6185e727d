package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.interval.ClusteredShare;
import org.shaketable.analytics.stats.interval.ProportionInterval;
import org.shaketable.analytics.stats.interval.StratifiedShare;

/** Shares of runs, and shares of losses within runs. */
final class ShareScenarios {
  private static final double LEVEL = 0.95;
  private static final int LOSSES = 92;

  /** Dose curves: collapse rates of the conditions of one dimension. */
  private static final double[][] CURVES = {
    {0.5, 0.5, 0.5}, {0, 0.2, 0.5, 0.9, 1}, {0.1, 0.3, 0.5, 0.7, 0.9, 1}, {0, 0, 0.1}
  };

  private ShareScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (int n : new int[] {4, 6, 8, 16, 20, 50}) {
      all.add(wilson(n));
    }
    for (double[] curve : CURVES) {
      for (int n : new int[] {4, 8, 20}) {
        all.add(stratified(curve, n));
      }
    }
    double[][] spikes = {{1, 0.01}, {1, 0.002}, {0.3, 0.03}, {0.5, 0.1}};
    for (double[] spike : spikes) {
      for (int n : new int[] {8, 16, 20, 50}) {
        all.add(spikeFree(n, spike[0], spike[1]));
      }
    }
    return all;
  }

  /** Coverage oscillates with share and size, so shares are drawn from a range. */
  private static Scenario wilson(int n) {
    return new Scenario(
        "collapse rate, Wilson",
        "rates of 5 to 95 %",
        n + " runs",
        draws -> {
          double rate = 0.05 + 0.9 * draws.nextDouble();
          long collapses = successes(n, rate, draws);
          return new Scenario.Trial(rate, ProportionInterval.WILSON.of(collapses, n, LEVEL));
        });
  }

  private static Scenario stratified(double[] curve, int n) {
    long[] trials = new long[curve.length];
    Arrays.fill(trials, n);
    return Scenario.of(
        "collapse rate of conditions together, Wilson by strata",
        "rates " + Arrays.toString(curve),
        curve.length + " conditions of " + n,
        Arrays.stream(curve).average().orElseThrow(),
        draws ->
            StratifiedShare.of(
                Arrays.stream(curve).mapToLong(rate -> successes(n, rate, draws)).toArray(),
                trials,
                LEVEL));
  }

  private static Scenario spikeFree(int n, double affected, double rate) {
    return Scenario.of(
        "spike score, clustered Wilson",
        "%s %% of runs spike at %s %%".formatted(100 * affected, 100 * rate),
        n + " runs of " + LOSSES + " losses",
        affected * rate,
        draws -> {
          double[] shares = new double[n];
          for (int run = 0; run < n; run++) {
            boolean spikes = draws.nextDouble() < affected;
            shares[run] = spikes ? successes(LOSSES, rate, draws) / (double) LOSSES : 0;
          }
          return ClusteredShare.of(shares, LEVEL);
        });
  }

  static long successes(int trials, double rate, Draws draws) {
    long successes = 0;
    for (int i = 0; i < trials; i++) {
      successes += draws.nextDouble() < rate ? 1 : 0;
    }
    return successes;
  }
}
