package org.shaketable.analytics.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.LostSensitivityRow;
import org.shaketable.analytics.table.RunStatus;

class LostSensitivityTest {
  private static final ConfigurationKey KEY = new ConfigurationKey("s", "w", "");

  private static JudgedRun ending(double magnitude, int seed, double last) {
    Condition condition = new Condition(KEY, "DATA", "noise", magnitude, "p", "none");
    boolean diverged = Double.isNaN(last);
    JudgedRun run =
        MadeRuns.judged(
            MadeRuns.perturbed(
                condition,
                magnitude + "-" + seed,
                "clean",
                seed,
                diverged ? RunStatus.DIVERGED : RunStatus.COMPLETED,
                400),
            false);
    return MadeRuns.ending(run, last);
  }

  private static List<LostSensitivityRow> of(double[]... finals) {
    List<JudgedRun> runs = new ArrayList<>();
    for (int dose = 0; dose < finals.length; dose++) {
      for (int seed = 0; seed < finals[dose].length; seed++) {
        runs.add(ending(dose + 1, seed, finals[dose][seed]));
      }
    }
    return LostSensitivity.of("s", runs);
  }

  @Test
  void moreIsLostBelowAHigherEdgeAndWhatDivergedBelowEach() {
    List<LostSensitivityRow> rows =
        of(new double[] {0.95, 0.8, 0.6, 0.3}, new double[] {0.2, 0.05, Double.NaN, 0.95});

    assertThat(rows)
        .extracting(LostSensitivityRow::share)
        .containsExactly(0.1, 0.25, 0.5, 0.75, 0.9);
    assertThat(rows)
        .extracting(LostSensitivityRow::lost)
        .containsExactly(2 / 8.0, 3 / 8.0, 4 / 8.0, 5 / 8.0, 6 / 8.0);
    assertThat(rows).allMatch(row -> row.conditions() == 2 && row.n() == 8);
  }

  @Test
  void aRankingThatTurnsWithTheEdgeIsSaidToNotHold() {
    List<LostSensitivityRow> rows =
        of(
            new double[] {0.4, 0.4, 0.4, 0.95},
            new double[] {0.7, 0.7, 0.7, 0.7},
            new double[] {0.45, 0.45, 0.95, 0.95});

    assertThat(rows.get(2).kendallTau()).isCloseTo(1, within(1e-12));
    assertThat(rows.get(2).rankingHolds()).isTrue();
    assertThat(rows.get(3).rankingHolds()).isFalse();
    // Below a quarter nothing is lost, and nothing is ranked.
    assertThat(rows.get(1).rankingHolds()).isNull();
  }

  @Test
  void ofRunsOfWhichNothingIsKnownThereIsNoRow() {
    assertThat(LostSensitivity.of("s", List.of())).isEmpty();
  }
}
