package org.shaketable.analytics.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.condition.Decoupling;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.claim.ClaimRule;
import org.shaketable.analytics.stats.metastate.LowDimension;
import org.shaketable.analytics.stats.metastate.Surrogate;
import org.shaketable.analytics.table.ClaimRow;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.DecouplingRow;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.StochasticityRow;

/** The verdicts on decoupling, buffering and low dimension, by hand-made numbers. */
class ClaimVerdictsTest {
  private static final ConfigurationKey KEY = DetectedRuns.KEY;

  private static ClaimDefinition claim(
      ClaimDefinition.Quantity quantity,
      ClaimRule.Side side,
      double threshold,
      Double smallest,
      ClaimDefinition.Needs needs) {
    return new ClaimDefinition(
        quantity.word(), "stated", "data", "rule", quantity, side, threshold, smallest, needs);
  }

  private static ClaimRow judge(ClaimDefinition claim, Claims.Data data) {
    List<ClaimRow> rows = Claims.of(List.of(claim), data, DetectedRuns.SETTINGS);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static ClaimRow decoupling(double estimate, double lower, double upper, int n) {
    DecouplingRow row =
        new DecouplingRow(
            "s", "toy", Decoupling.CLAIMED, estimate, lower, upper, 0.95, n, n, Double.NaN, 0);
    return judge(
        claim(
            ClaimDefinition.Quantity.DECOUPLING,
            ClaimRule.Side.WITHIN,
            0.5,
            null,
            new ClaimDefinition.Needs(40, 0, 0, 0, 0)),
        new Claims.Data("s", List.of(row), List.of(), Map.of(), Map.of()));
  }

  @Test
  void decouplingIsWhereTheWholeIntervalIsSmallInSize() {
    assertThat(decoupling(0.1, -0.2, 0.4, 60).verdict()).isEqualTo("confirmed");
    assertThat(decoupling(-0.1, -0.4, 0.2, 60).verdict()).isEqualTo("confirmed");
    assertThat(decoupling(0.8, 0.6, 0.9, 60).verdict()).isEqualTo("refuted");
    assertThat(decoupling(-0.8, -0.9, -0.6, 60).verdict()).isEqualTo("refuted");
    assertThat(decoupling(0.3, 0.0, 0.6, 60).verdict()).isEqualTo("undecided");
  }

  @Test
  void tooFewConfigurationsConfirmNoDecoupling() {
    ClaimRow row = decoupling(0.1, -0.2, 0.4, 39);

    assertThat(row.verdict()).isEqualTo("undecided");
    assertThat(row.evidence())
        .isEqualTo("rank correlation over 39 configurations, of which 40 or more are needed");
  }

  /** Seeds at each level, none first; {@code lost} of every four are lost. */
  private static ClaimRow buffering(int needed, int... lost) {
    Condition condition = new Condition(KEY, "DATA", "noise", 1, "always", "none");
    List<JudgedRun> runs = new ArrayList<>();
    for (int level = 0; level < lost.length; level++) {
      for (int seed = 0; seed < 640; seed++) {
        var run =
            MadeRuns.perturbed(
                condition, level + "-" + seed, "clean", seed, RunStatus.COMPLETED, 400);
        runs.add(
            MadeRuns.judged(
                level == 0
                    ? run
                    : MadeRuns.at(run, new StochasticityRow("gradient-noise-floor", level)),
                (seed + level) % 4 < lost[level]));
      }
    }
    return judge(
        claim(
            ClaimDefinition.Quantity.BUFFERING,
            ClaimRule.Side.ABOVE,
            0,
            0.1,
            new ClaimDefinition.Needs(0, needed, 0, 0, 0)),
        new Claims.Data("s", List.of(), runs, Map.of(), Map.of()));
  }

  @Test
  void aLevelThatLosesHalfAsManyBuffersAndEqualOnesDoNot() {
    ClaimRow gains = buffering(4, 4, 4, 2, 3);

    assertThat(gains.verdict()).isEqualTo("confirmed");
    assertThat(gains.subject()).isEqualTo("gradient-noise-floor");
    assertThat(gains.estimate()).isCloseTo(0.5, within(1e-12));
    assertThat(buffering(4, 2, 2, 2, 2).verdict()).isEqualTo("refuted");
    assertThat(buffering(4, 1, 4, 4, 4).verdict()).isEqualTo("refuted");
  }

  @Test
  void aGainAtTooFewLevelsIsUndecided() {
    ClaimRow row = buffering(5, 4, 4, 2, 3);

    assertThat(row.verdict()).isEqualTo("undecided");
    assertThat(row.evidence())
        .isEqualTo(
            "best of 3 levels of gradient-noise-floor against none, 640 seeds; 5 levels with none"
                + " are needed");
  }

  private static ClaimRow lowDimension(double share, double spread, String... more) {
    double[] draws = new double[100];
    Arrays.setAll(draws, i -> 0.3 + i / 1000.0);
    Map<Surrogate, double[]> nulls = new EnumMap<>(Surrogate.class);
    nulls.put(Surrogate.AR1, draws);
    double[] chance = new double[999];
    Arrays.setAll(chance, i -> i / 2000.0);
    Map<ControlKey, LowDimension> found = new TreeMap<>();
    double[] without = {share - spread, share + spread, share - spread, share + spread};
    found.put(
        ControlKey.plain(KEY), LowDimension.of(80, share, without, 0.95, nulls, chance, 0.95));
    for (String configuration : more) {
      found.put(
          ControlKey.plain(new ConfigurationKey("s", "toy", configuration)),
          LowDimension.of(80, 0.9, new double[] {0.9, 0.9}, 0.95, nulls, chance, 0.95));
    }
    return judge(
        claim(
            ClaimDefinition.Quantity.LOW_DIMENSION,
            ClaimRule.Side.ABOVE,
            0,
            LowDimension.SMALLEST,
            null),
        new Claims.Data("s", List.of(), List.of(), Map.of(), found));
  }

  @Test
  void aShareAboveAllDrawsIsLowDimensionalAndAKnownOrdinaryOneIsNot() {
    assertThat(lowDimension(0.7, 0.001).verdict()).isEqualTo("confirmed");
    assertThat(lowDimension(0.35, 0.001).verdict()).isEqualTo("refuted");
    assertThat(lowDimension(0.35, 0.1).verdict()).isEqualTo("undecided");
  }

  @Test
  void theConfigurationThatStandsOutLeastSpeaksForAll() {
    ClaimRow row = lowDimension(0.35, 0.001, "lr=0.1", "lr=0.2");

    assertThat(row.verdict()).isEqualTo("refuted");
    assertThat(row.evidence()).contains("of 3 configurations this one stands out least");
  }

  @Test
  void withoutAnythingToJudgeByEachIsUndecidedAndSaysWhy() {
    Claims.Data nothing = new Claims.Data("s", List.of(), List.of(), Map.of(), Map.of());
    Map<ClaimDefinition.Quantity, String> why =
        Map.of(
            ClaimDefinition.Quantity.DECOUPLING,
            "no workload has variants, and the unit is a configuration",
            ClaimDefinition.Quantity.BUFFERING,
            "the sweep has one level of stochasticity",
            ClaimDefinition.Quantity.LOW_DIMENSION,
            "there is no meta-state model");
    why.forEach(
        (quantity, words) -> {
          ClaimRow row = judge(claim(quantity, ClaimRule.Side.ABOVE, 0, null, null), nothing);
          assertThat(row.verdict()).isEqualTo("undecided");
          assertThat(row.evidence()).isEqualTo(words);
        });
  }
}
