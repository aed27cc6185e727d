package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.buffering.LevelGain;

/** Gains of the best level of stochasticity over none. */
final class ContrastScenarios {
  private static final double LEVEL = 0.95;
  private static final double NOISE = 0.2;

  private ContrastScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    double[][] gains = {
      {0, 0.1, 0}, {0, 0.3, 0, 0}, {0, 0.1, 0.1, 0}, {0, 0.1, 0.05, 0}, {0, 0, 0, 0}
    };
    for (double[] gain : gains) {
      for (int n : new int[] {8, 16, 20}) {
        all.add(buffering(gain, n));
      }
    }
    return all;
  }

  private static Scenario buffering(double[] gains, int n) {
    double best = Arrays.stream(gains, 1, gains.length).max().orElseThrow();
    return Scenario.of(
        "buffering gain, halves of the seeds",
        "gains " + Arrays.toString(gains) + " with noise " + NOISE,
        "4 conditions, " + n + " seeds a level",
        best,
        draws -> LevelGain.of(rows(gains, n, draws), LEVEL).gain());
  }

  private static List<LevelGain.Row> rows(double[] gains, int n, Draws draws) {
    List<LevelGain.Row> rows = new ArrayList<>();
    for (int condition = 0; condition < 4; condition++) {
      for (int level = 0; level < gains.length; level++) {
        for (int seed = 0; seed < n; seed++) {
          double value = 0.5 + gains[level] + NOISE * draws.nextGaussian();
          rows.add(new LevelGain.Row(String.valueOf(condition), level, seed, value));
        }
      }
    }
    return rows;
  }
}
