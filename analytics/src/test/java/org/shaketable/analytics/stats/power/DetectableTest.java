package org.shaketable.analytics.stats.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.analytics.PlantedTable;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.buffering.LevelGain;
import org.shaketable.analytics.stats.claim.ClaimRule;
import org.shaketable.analytics.stats.claim.Verdict;

/** The effects told, planted in simulations: the share in which they are found is about 80 %. */
class DetectableTest {
  private static final Detectable USUAL = Detectable.USUAL;

  /** Three levels equally good, so that the halves choose differently as often as not. */
  @ParameterizedTest
  @CsvSource({"4, 16", "10, 20", "6, 40"})
  void theGainToldIsFoundInFourOfFiveSweeps(int conditions, int seeds) {
    double gain = USUAL.gain(conditions, seeds);
    Verdicts found = gains(conditions, seeds, gain);
    assertThat(found.confirmed() / 200.0).isBetween(0.72, 0.97);
    if (conditions == 10) {
      PlantedTable.present(
          "buffering gain that plan tells, 10 conditions of 20 seeds at 4 levels",
          200,
          found.confirmed(),
          found.refuted());
    }
  }

  @Test
  void whereNoLevelGainsNoGainIsConfirmed() {
    Verdicts found = gains(10, 20, 0);
    PlantedTable.absent(
        "no buffering gain, 10 conditions of 20 seeds at 4 levels",
        200,
        found.refuted(),
        found.confirmed());
  }

  private record Verdicts(int confirmed, int refuted) {}

  /** By the rule of {@code conf/claims.yaml}, in 200 sweeps of four levels. */
  private static Verdicts gains(int conditions, int seeds, double gain) {
    ClaimRule rule = new ClaimRule(ClaimRule.Side.ABOVE, 0, 0.1);
    int confirmed = 0;
    int refuted = 0;
    for (int sweep = 0; sweep < 200; sweep++) {
      Draws draws = Draws.of(conditions, sweep);
      List<LevelGain.Row> rows = new ArrayList<>();
      for (int c = 0; c < conditions; c++) {
        for (int level = 0; level < 4; level++) {
          double survives = 0.5 + (level == 0 ? -gain / 2 : gain / 2);
          for (int seed = 0; seed < seeds; seed++) {
            rows.add(
                new LevelGain.Row("c" + c, level, seed, draws.nextDouble() < survives ? 1 : 0));
          }
        }
      }
      Verdict verdict = rule.verdict(LevelGain.of(rows, 0.95).gain());
      confirmed += verdict == Verdict.CONFIRMED ? 1 : 0;
      refuted += verdict == Verdict.REFUTED ? 1 : 0;
    }
    return new Verdicts(confirmed, refuted);
  }

  /** Stratified concordance of normal scores, judged by its standard error. */
  @Test
  void theConcordanceToldIsFoundInFourOfFiveSweeps() {
    int strata = 20;
    int runs = 40;
    double told = USUAL.concordance(strata, runs);
    // P(X + shift > Y) = told for standard normal X and Y.
    double shift = Math.sqrt(2) * NormalDistribution.of(0, 1).inverseCumulativeProbability(told);
    int found = 0;
    int sweeps = 300;
    for (int sweep = 0; sweep < sweeps; sweep++) {
      Draws draws = Draws.of(11, sweep);
      double[] aucs = new double[strata];
      for (int s = 0; s < strata; s++) {
        double[] lost = new double[runs / 2];
        double[] kept = new double[runs / 2];
        for (int i = 0; i < runs / 2; i++) {
          lost[i] = draws.nextGaussian() + shift;
          kept[i] = draws.nextGaussian();
        }
        for (double a : lost) {
          for (double b : kept) {
            aucs[s] += a > b ? 4.0 / runs / runs : 0;
          }
        }
      }
      double mean = Arrays.stream(aucs).average().orElseThrow();
      double squares = Arrays.stream(aucs).map(a -> (a - mean) * (a - mean)).sum();
      double error = Math.sqrt(squares / (strata - 1) / strata);
      found += mean - 2.093 * error > 0.5 ? 1 : 0;
    }
    assertThat(found / (double) sweeps).isBetween(0.7, 0.9);
  }

  @Test
  void moreConfigurationsSeedsOrConditionsDetectSmallerEffects() {
    assertThat(USUAL.gain(4, 40)).isLessThan(USUAL.gain(4, 16));
    assertThat(USUAL.gain(8, 16)).isLessThan(USUAL.gain(4, 16));
    assertThat(USUAL.concordance(20, 40)).isLessThan(USUAL.concordance(5, 40));
    assertThat(USUAL.correlation(100, 0.9, 0.5)).isGreaterThan(USUAL.correlation(60, 0.9, 0.5));
  }

  /** What {@code conf/claims.yaml}, {@code plan} and TRIAL.md say of 40 configurations. */
  @Test
  void fortyConfigurationsAreFewerThanFourOfFiveSweepsTake() {
    double reliability = 0.85;
    int fewest = USUAL.configurations(reliability, 0.5);
    assertThat(USUAL.confirmed(0, 40, reliability, 0.5)).isBetween(0.535, 0.545);
    assertThat(fewest).isEqualTo(56);
    // Its power at 60, of which the sweeps of conf/findings have that many.
    assertThat(USUAL.confirmed(0, 60, reliability, 0.5)).isBetween(0.84, 0.85);
    assertThat(USUAL.correlation(fewest - 1, reliability, 0.5)).isNaN();
    assertThat(USUAL.correlation(fewest, reliability, 0.5)).isNotNegative();
    assertThat(USUAL.confirmed(0.9, 40, reliability, 0.5)).isLessThan(1e-6);
    assertThat(USUAL.coupling(40, reliability, 0.5)).isBetween(0.885, 0.895);
    assertThat(USUAL.coupling(60, reliability, 0.5)).isBetween(0.825, 0.835);
    assertThat(USUAL.coupling(60, 0.5, 0.5)).isNaN();
    assertThat(USUAL.coupling(7, reliability, 0.5)).isNaN();
  }

  @Test
  void whatCannotBeDecidedHasNoNumber() {
    assertThat(USUAL.gain(4, 3)).isNaN();
    assertThat(USUAL.gain(0, 16)).isNaN();
    assertThat(USUAL.concordance(0, 40)).isNaN();
    assertThat(USUAL.concordance(1, 4)).isNaN();
    assertThat(USUAL.correlation(7, 0.9, 0.5)).isNaN();
    assertThat(USUAL.correlation(30, 0.7, 0.5)).isNaN();
  }
}
