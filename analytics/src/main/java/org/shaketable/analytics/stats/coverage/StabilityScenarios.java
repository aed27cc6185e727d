package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.stability.ConditionStability;
import org.shaketable.analytics.stats.stability.RunStability;
import org.shaketable.analytics.stats.stability.StabilityMetric;

/**
 * The scalar stability of a condition, of runs whose components go together. The truth is that of
 * the components which the sample defines: without a collapse there is no share of recoveries.
 *
 * <p>Coverage oscillates with the share of collapses and the size, so there are scenarios with one
 * share, and one over all shares. Of 8 runs of which a tenth collapses, one to three do in 57 % of
 * the samples, and of so few recoveries every interval of 95 % holds a half, and so the scalar's;
 * what is missed is missed by samples without a collapse.
 */
final class StabilityScenarios {
  private static final int WHOLE = 20_000;
  private static final double LEVEL = 0.95;
  private static final int[] SIZES = {4, 6, 8, 16, 20, 50};
  private static final int SHARES = 10;

  private StabilityScenarios() {}

  static List<Scenario> all(int replicates) {
    List<Scenario> all = new ArrayList<>();
    for (double collapses : new double[] {0.1, 0.3, 0.6}) {
      double withoutRecovery = withoutRecovery(collapses);
      for (int n : SIZES) {
        all.add(
            of(
                "%.0f %% collapse, half of them recover".formatted(100 * collapses),
                n,
                draws -> trial(collapses, 0.5, withoutRecovery, n, replicates, draws)));
      }
    }
    all.add(fewRuns(4));
    all.add(fewRuns(6));
    double[] shares = new double[SHARES];
    Arrays.setAll(shares, i -> (i + 0.5) / SHARES);
    double[] truths = Arrays.stream(shares).map(StabilityScenarios::withoutRecovery).toArray();
    for (int n : SIZES) {
      all.add(
          of(
              "5 to 95 % collapse, 5 to 95 % recover",
              n,
              draws -> {
                int i = draws.nextInt(SHARES);
                double recovers = 0.05 + 0.9 * draws.nextDouble();
                return trial(shares[i], recovers, truths[i], n, replicates, draws);
              }));
    }
    return all;
  }

  /** Interquartile means, which have no interval below 8 runs. */
  private static Scenario fewRuns(int n) {
    return Scenario.of(
        "interquartile mean (retained performance), widened",
        "30 % collapse, half of them recover",
        n + " runs",
        Double.NaN,
        draws ->
            ConditionStability.of(runs(n, 0.3, 0.5, draws), BootstrapScenarios.settings(draws, 50))
                .get(StabilityMetric.RETAINED_PERFORMANCE));
  }

  private static Scenario of(String population, int n, Function<Draws, Scenario.Trial> draw) {
    return new Scenario("stability (scalar), widened", population, n + " runs", draw);
  }

  private static Scenario.Trial trial(
      double collapses,
      double recovers,
      double withoutRecovery,
      int n,
      int replicates,
      Draws draws) {
    List<RunStability> runs = runs(n, collapses, recovers, draws);
    boolean collapsed = runs.stream().anyMatch(RunStability::collapsed);
    double truth = Math.pow(Math.pow(withoutRecovery, 4) * recovers, 0.2);
    return new Scenario.Trial(
        collapsed ? truth : withoutRecovery,
        interval(runs, BootstrapScenarios.settings(draws, replicates)));
  }

  /** The scalar of the four other components of a whole population. */
  private static double withoutRecovery(double collapses) {
    List<RunStability> whole = runs(WHOLE, collapses, 0.5, Draws.of(98, 0));
    return interval(
            whole.stream().map(StabilityScenarios::unended).toList(),
            new BootstrapSettings(1, 1, LEVEL))
        .estimate();
  }

  private static Interval interval(List<RunStability> runs, BootstrapSettings settings) {
    return ConditionStability.of(runs, settings).get(StabilityMetric.STABILITY);
  }

  /** The run as if its disturbance had not ended, so that it has no recovery. */
  private static RunStability unended(RunStability run) {
    return new RunStability(
        run.runId(),
        run.learned(),
        run.collapsed(),
        Double.NaN,
        run.retainedPerformance(),
        run.contraction(),
        run.spikeScore(),
        run.finalPerformance());
  }

  private static List<RunStability> runs(int n, double collapses, double recovers, Draws draws) {
    List<RunStability> runs = new ArrayList<>();
    for (int run = 0; run < n; run++) {
      boolean collapsed = draws.nextDouble() < collapses;
      double recovery = draws.nextDouble() < recovers ? 1 : 0;
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
