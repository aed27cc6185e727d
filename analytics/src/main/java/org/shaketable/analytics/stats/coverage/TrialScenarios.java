package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.trial.Comparison;
import org.shaketable.analytics.stats.trial.Outcome;
import org.shaketable.analytics.stats.trial.PairedOutcome;

/**
 * Outcomes of a trial, whose conditions and placebo share their seeds: with probability 0.4 a run
 * does what its seed does under every condition.
 */
final class TrialScenarios {
  private static final double LEVEL = 0.95;
  private static final double SHARED = 0.4;
  private static final double PLACEBO = 0.15;

  private TrialScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (int seeds : new int[] {8, 16, 40}) {
      for (double[] risks : new double[][] {{0.15}, {0.5}, {0.8}, {0.15, 0.5, 0.8}}) {
        all.add(excess(seeds, risks));
      }
      all.add(retained(seeds));
    }
    return all;
  }

  private static Scenario excess(int seeds, double... risks) {
    double truth = -PLACEBO;
    for (double risk : risks) {
      truth += risk / risks.length;
    }
    return Scenario.of(
        "excess loss of " + (risks.length == 1 ? "a condition" : "conditions"),
        "risk %s, placebo %s".formatted(risks.length == 1 ? "" + risks[0] : "several", PLACEBO),
        seeds + " seeds",
        truth,
        draws ->
            Comparison.of(Outcome.Scale.EVENT, events(seeds, risks, draws), LEVEL).difference());
  }

  private static List<PairedOutcome> events(int seeds, double[] risks, Draws draws) {
    List<PairedOutcome> pairs = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      double common = draws.nextDouble();
      double placebo = own(common, draws) < PLACEBO ? 1 : 0;
      for (double risk : risks) {
        pairs.add(new PairedOutcome(seed, own(common, draws) < risk ? 1 : 0, placebo));
      }
    }
    return pairs;
  }

  private static double own(double common, Draws draws) {
    double alone = draws.nextDouble();
    return draws.nextDouble() < SHARED ? common : alone;
  }

  /** Uniform in [0.3, 0.9] on average, placebos in [0.7, 1]. */
  private static Scenario retained(int seeds) {
    return Scenario.of(
        "difference of retained performance to placebo",
        "uniform",
        seeds + " seeds",
        0.6 - 0.85,
        draws -> {
          List<PairedOutcome> pairs = new ArrayList<>();
          for (int seed = 0; seed < seeds; seed++) {
            double common = draws.nextDouble();
            pairs.add(
                new PairedOutcome(
                    seed, 0.3 + 0.6 * own(common, draws), 0.7 + 0.3 * own(common, draws)));
          }
          return Comparison.of(Outcome.Scale.SHARE, pairs, LEVEL).difference();
        });
  }
}
