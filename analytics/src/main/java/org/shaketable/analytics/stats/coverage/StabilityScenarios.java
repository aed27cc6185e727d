package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.stability.ConditionStability;
import org.shaketable.analytics.stats.stability.RunStability;
import org.shaketable.analytics.stats.stability.StabilityMetric;

/**
 * The scalar stability of a condition, of runs whose components go together. The truth is that of
 * the components which the sample defines: without a collapse there is no share of recoveries.
 */
final class StabilityScenarios {
  private static final int WHOLE = 20_000;
  private static final double LEVEL = 0.95;

  private StabilityScenarios() {}

  static List<Scenario> all(int replicates) {
    List<Scenario> all = new ArrayList<>();
    for (double collapses : new double[] {0.1, 0.3, 0.6}) {
      List<RunStability> whole = runs(WHOLE, collapses, Draws.of(98, 0));
      double truth = estimate(whole);
      double withoutRecovery = estimate(whole.stream().map(StabilityScenarios::unended).toList());
      for (int n : new int[] {4, 6, 8, 16, 20, 50}) {
        all.add(
            new Scenario(
                "stability (scalar), widened",
                "%.0f %% collapse, half of them recover".formatted(100 * collapses),
                n + " runs",
                draws -> {
                  List<RunStability> runs = runs(n, collapses, draws);
                  boolean collapsed = runs.stream().anyMatch(RunStability::collapsed);
                  return new Scenario.Trial(
                      collapsed ? truth : withoutRecovery,
                      interval(runs, BootstrapScenarios.settings(draws, replicates)));
                }));
      }
    }
    return all;
  }

  private static Interval interval(List<RunStability> runs, BootstrapSettings settings) {
    return ConditionStability.of(runs, settings).get(StabilityMetric.STABILITY);
  }

  private static double estimate(List<RunStability> runs) {
    return interval(runs, new BootstrapSettings(1, 1, LEVEL)).estimate();
  }

  /** The run as if its disturbance had not ended, so that it has no recovery. */
  private static RunStability unended(RunStability run) {
    return new RunStability(
        run.runId(),
        run.learned(),
        run.collapsed(),
        Double.NaN,
        run.trajectoryRatio(),
        run.contraction(),
        run.spikeScore(),
        run.finalPerformance());
  }

  private static List<RunStability> runs(int n, double collapses, Draws draws) {
    List<RunStability> runs = new ArrayList<>();
    for (int run = 0; run < n; run++) {
      boolean collapsed = draws.nextDouble() < collapses;
      double recovery = draws.nextDouble() < 0.5 ? 1 : 0;
      double ratio = collapsed ? 0.2 + 0.6 * draws.nextDouble() : 1 - 0.05 * draws.nextDouble();
      double contraction = ratio * (0.5 + 0.5 * draws.nextDouble());
      double spikes = collapsed ? 0.05 * draws.nextDouble() : 0;
      runs.add(
          new RunStability(
              "%06d".formatted(run),
              true,
              collapsed,
              collapsed ? recovery : Double.NaN,
              ratio,
              contraction,
              spikes,
              ratio));
    }
    return runs;
  }
}
