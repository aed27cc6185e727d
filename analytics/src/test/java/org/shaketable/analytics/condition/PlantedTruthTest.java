package org.shaketable.analytics.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.PlantedTable;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.DoseSurvivalRow;
import org.shaketable.analytics.table.FragilityRankRow;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.StabilityRow;

/**
 * Made-up lakes with a known excess loss, and with none: seeds are shared, and some are hard under
 * every condition. Wrong verdicts may be 5 % of samples; bounds are that with three standard
 * errors.
 */
class PlantedTruthTest {
  private static final ConfigurationKey KEY = new ConfigurationKey("s", "w", "");
  private static final AnalyticsSettings SETTINGS = new AnalyticsSettings(1, 300, 0.95);
  private static final int SEEDS = 24;
  private static final int SAMPLES = 200;
  private static final int FIVE_PERCENT = 19;
  private static final double CHANCE = 0.2;

  /** Runs of conditions at magnitudes 1, 2, ... with these risks of loss, and their placebos. */
  private static List<JudgedRun> lake(int sample, double... risks) {
    List<JudgedRun> runs = new ArrayList<>();
    Draws draws = Draws.of(2026, sample);
    for (int seed = 0; seed < SEEDS; seed++) {
      double hard = draws.nextDouble();
      runs.add(
          MadeRuns.judged(
              MadeRuns.placebo(KEY, "pulse", "placebo-" + seed, seed),
              drawn(hard, draws) < CHANCE));
      for (int j = 0; j < risks.length; j++) {
        Condition condition = new Condition(KEY, "DATA", "noise", 1 + j, "pulse", "none");
        runs.add(
            MadeRuns.judged(
                MadeRuns.perturbed(
                    condition, j + "-" + seed, "clean-" + seed, seed, RunStatus.COMPLETED, 400),
                drawn(hard, draws) < risks[j]));
      }
    }
    return runs;
  }

  private static double drawn(double hard, Draws draws) {
    double own = draws.nextDouble();
    return draws.nextDouble() < 0.4 ? hard : own;
  }

  private static List<FragilityRankRow> ranks(List<JudgedRun> judged) {
    return FragilityRanks.of("s", JudgedRun.perturbed(judged), new Placebos(judged), SETTINGS);
  }

  /** Of a sham sweep, noise of 1e-6, a condition was called 'most fragile, 0.00'. */
  @Test
  void whatDoesNothingIsNotToldApartFromPlaceboNorFromOthers() {
    int told = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      List<FragilityRankRow> ranks = ranks(lake(sample, CHANCE, CHANCE, CHANCE, CHANCE, CHANCE));
      told +=
          ranks.stream().anyMatch(row -> row.abovePlacebo() || row.rankUpper() < row.conditions())
              ? 1
              : 0;
    }
    assertThat(told).isLessThanOrEqualTo(FIVE_PERCENT);
    PlantedTable.absent(
        "no excess loss, five conditions of 24 seeds", SAMPLES, SAMPLES - told, told);
  }

  @Test
  void aKnownExcessIsFoundAndNothingElseIsCalledOne() {
    int found = 0;
    int wrong = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      List<FragilityRankRow> ranks = ranks(lake(sample, CHANCE, 0.9, CHANCE, CHANCE));
      boolean other =
          ranks.stream().anyMatch(row -> row.condition().magnitude() != 2 && row.abovePlacebo());
      boolean named =
          ranks.get(0).condition().magnitude() == 2
              && ranks.get(0).abovePlacebo()
              && ranks.get(0).rankUpper() == 1;
      found += named && !other ? 1 : 0;
      wrong += other ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(180);
    assertThat(wrong).isLessThanOrEqualTo(FIVE_PERCENT);
    PlantedTable.present(
        "excess loss of 0.7 under one condition of three, 24 seeds", SAMPLES, found, wrong);
  }

  @Test
  void theIntervalOfTheExcessHoldsWhatWasPlanted() {
    int held = 0;
    for (int sample = 0; sample < 400; sample++) {
      List<JudgedRun> judged = lake(sample, 0.6);
      StabilityRow row =
          TrialTables.byCondition(JudgedRun.perturbed(judged), new Placebos(judged), 0.95).stream()
              .filter(one -> one.metric().equals(TrialTables.EXCESS_LOSS))
              .findFirst()
              .orElseThrow();
      held += row.estimate().lower() <= 0.4 && 0.4 <= row.estimate().upper() ? 1 : 0;
    }
    assertThat(held / 400.0).isBetween(0.92, 0.985);
  }

  /** Risks 0.2, 0.5 and 0.9 at 1, 2 and 3: straight in the logarithm between them. */
  @Test
  void theIntervalOfDoseSurvivalHoldsWhatWasPlanted() {
    double low = Math.log(2) * (0.2 + 0.5) / 2;
    double high = (Math.log(3) - Math.log(2)) * (0.5 + 0.9) / 2;
    double truth = 1 - (low + high) / Math.log(3);
    int held = 0;
    for (int sample = 0; sample < 400; sample++) {
      List<JudgedRun> judged = lake(sample, 0.2, 0.5, 0.9);
      DoseSurvivalRow row =
          DoseSurvivals.of(JudgedRun.perturbed(judged), new Placebos(judged), 0.95).stream()
              .filter(one -> one.scope().equals("configuration"))
              .findFirst()
              .orElseThrow();
      assertThat(row.placebo().placebo()).isBetween(0.4, 1.0);
      held += row.estimate().lower() <= truth && truth <= row.estimate().upper() ? 1 : 0;
    }
    assertThat(held / 400.0).isBetween(0.92, 0.985);
  }

  @Test
  void aPlaceboStandsBesideRunsOfItsScheduleAndSeedAlone() {
    List<JudgedRun> judged = new ArrayList<>(lake(0, 0.5));
    Placebos placebos = new Placebos(judged);
    JudgedRun run = JudgedRun.perturbed(judged).get(0);
    assertThat(placebos.beside(run).orElseThrow().facts().replicate())
        .isEqualTo(run.facts().replicate());
    Condition twice = new Condition(KEY, "COMPOSITION", "a+b", 1, "pulse+pulse", "none");
    Condition other = new Condition(KEY, "DATA", "noise", 1, "always", "none");
    assertThat(placebos.beside(beside(twice, 3))).isPresent();
    assertThat(placebos.beside(beside(other, 3))).isEmpty();
    assertThat(placebos.beside(beside(twice, SEEDS))).isEmpty();
  }

  private static JudgedRun beside(Condition condition, int seed) {
    return MadeRuns.judged(
        MadeRuns.perturbed(condition, "x", "clean", seed, RunStatus.COMPLETED, 400), false);
  }
}
