package org.shaketable.analytics.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.curve.Normalisation;
import org.shaketable.analytics.table.BufferingRow;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.StochasticityRow;

class BufferingTest {
  private static final ConfigurationKey KEY = new ConfigurationKey("s", "w", "");
  private static final int SEEDS = 8;

  private static double noise(String kind, double level) {
    return Buffering.noise(new StochasticityRow(kind, level));
  }

  @Test
  void levelsAreOrderedByTheirNoise() {
    assertThat(noise("entropy-coefficient", 0.1)).isGreaterThan(noise("entropy-coefficient", 0.01));
    assertThat(noise("minibatch-size", 16)).isGreaterThan(noise("minibatch-size", 64));
  }

  /** The workload as it is reaches 1 and loses all; at the level it reaches 0.75 and loses none. */
  private static List<JudgedRun> runs(StochasticityRow level) {
    List<JudgedRun> runs = new ArrayList<>();
    Condition condition = new Condition(KEY, "DATA", "noise", 1, "always", "none");
    for (int seed = 0; seed < SEEDS; seed++) {
      var clean = MadeRuns.clean(KEY, "clean-" + seed, seed, RunStatus.COMPLETED, 1);
      var noisy = MadeRuns.clean(KEY, "noisy-" + seed, seed, RunStatus.COMPLETED, 0.75);
      var shaken =
          MadeRuns.perturbed(condition, "run-" + seed, "clean", seed, RunStatus.COMPLETED, 400);
      runs.add(MadeRuns.judged(clean, false));
      runs.add(MadeRuns.judged(MadeRuns.at(noisy, level), false));
      runs.add(MadeRuns.judged(shaken, true));
      runs.add(MadeRuns.judged(MadeRuns.at(shaken, level), false));
    }
    return runs;
  }

  /** Each level's scale is its own: beside it the clean runs of all levels would reach 1. */
  @Test
  void whatALevelCostsIsCountedOnTheScaleOfNone() {
    StochasticityRow level = new StochasticityRow("gradient-noise-floor", 0.3);
    Map<ControlKey, Normalisation> scales =
        Map.of(
            ControlKey.plain(KEY),
            Normalisation.higher(0, 1),
            new ControlKey(KEY, "gradient-noise-floor 0.3"),
            Normalisation.higher(0, 0.75));

    List<BufferingRow> rows =
        Buffering.of("s", runs(level), scales, new AnalyticsSettings(1, 500, 0.95));

    assertThat(rows)
        .extracting(BufferingRow::endpoint)
        .containsExactly("not_lost", "retained_performance", "clean_performance");
    assertThat(rows.get(0).estimate().estimate()).isCloseTo(1, within(1e-12));
    assertThat(rows.get(2).estimate().estimate()).isCloseTo(-0.25, within(1e-12));
    assertThat(rows.get(2).chosenByOne()).isEqualTo(0.3);
  }
}
