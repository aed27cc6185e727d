package org.shaketable.analytics.stats.descriptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.buffering.LevelGain;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.decoupling.AmongEquals;
import org.shaketable.analytics.stats.decoupling.BatteryRun;
import org.shaketable.analytics.stats.decoupling.ConfigurationRuns;
import org.shaketable.analytics.stats.decoupling.LatentCorrelation;
import org.shaketable.analytics.stats.detection.Concordance;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.metastate.Comoments;
import org.shaketable.analytics.stats.metastate.Components;
import org.shaketable.analytics.stats.metastate.Monitor;
import org.shaketable.analytics.stats.run.DivergenceRate;
import org.shaketable.analytics.stats.trial.Comparison;
import org.shaketable.analytics.stats.trial.Outcome;
import org.shaketable.analytics.stats.trial.PairedOutcome;
import org.shaketable.analytics.stats.trial.RankSets;

/** Verdicts on differences that are nothing but {@link Rounding}: nothing is told apart by them. */
class RoundedTrialsTest {
  private static final double ONE = 0.3;

  /** The same number by another way. */
  private static final double OTHER = 0.1 + 0.2;

  private static double[] many(double value, int n) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }

  /** A configuration whose battery loses so many of ten seeds in each of three dimensions. */
  private static ConfigurationRuns configuration(String name, double[] finals, int... lost) {
    List<BatteryRun> battery = new ArrayList<>();
    for (int dimension = 0; dimension < lost.length; dimension++) {
      for (int seed = 0; seed < 10; seed++) {
        battery.add(
            new BatteryRun("d" + dimension, "noise", 1, 100 + seed, seed < lost[dimension]));
      }
    }
    return new ConfigurationRuns(name, finals, battery, List.of());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 14.3, -1.0 / 3, 0.9666666666666667, 0.576})
  void whatRunsOfOnePlateauReachIsThePlateauHoweverManyTheyAre(double value) {
    for (int n = 1; n < 40; n++) {
      ConfigurationRuns runs = configuration("a", many(value, n), 1, 2, 3);
      assertThat(runs.performance()).as("%d runs", n).isEqualTo(value);
      assertThat(n == 1 ? 0 : runs.performanceVariance()).isZero();
    }
  }

  @Test
  void configurationsThatSurviveAlikeShareNoVariance() {
    for (int[] lost : new int[][] {{1, 2, 3}, {3, 3, 1}, {7, 1, 2}, {1, 0, 0}}) {
      List<ConfigurationRuns> alike =
          IntStream.range(0, 9)
              .mapToObj(
                  c ->
                      configuration(
                          "c" + c,
                          new double[] {0.1 * c % 0.3, 0.5, 0.9},
                          lost[c % 3],
                          lost[(c + 1) % 3],
                          lost[(c + 2) % 3]))
              .toList();

      Interval share = AmongEquals.of(alike, 0.95);

      assertThat(share.estimate()).as("%s", Arrays.toString(lost)).isNaN();
      assertThat(share.lower()).isNaN();
    }
  }

  /** As of accuracies that have all reached their ceiling. */
  @Test
  void configurationsThatPerformAlikeAreEqualsAlsoWhereNoRunDiffers() {
    List<ConfigurationRuns> ceiling =
        IntStream.range(0, 8)
            .mapToObj(c -> configuration("c" + c, many(0.1, 3 + c), c, c, c))
            .toList();

    Interval share = AmongEquals.of(ceiling, 0.95);

    assertThat(share.n()).isEqualTo(8);
    assertThat(share.estimate()).isCloseTo(1 - 0.175 / 9 / 0.06, within(1e-12));
    LatentCorrelation correlation = LatentCorrelation.of(ceiling, 0.95);
    assertThat(correlation.observed()).isNaN();
    assertThat(correlation.latent().lower()).isNaN();
  }

  /** Of each seed one pair in three agrees, so that leaving one out changes nothing. */
  @Test
  void seedsThatAllSayTheSameDecideNothing() {
    for (int seeds = 4; seeds < 60; seeds++) {
      Concordance third = new Concordance(seeds);
      Concordance tenths = new Concordance(seeds);
      for (int seed = 0; seed < seeds; seed++) {
        for (int pair = 0; pair < 30; pair++) {
          third.add(seed, seed, pair % 3 == 0 ? 1 : 0);
          tenths.add(seed, seed, pair < 7 ? 1 : 0);
        }
      }
      assertThat(third.p()).as("%d seeds", seeds).isNaN();
      assertThat(third.gainOver(tenths, 0.95).lower()).as("%d seeds", seeds).isNaN();
      assertThat(third.gainOver(third, 0.95).estimate()).isZero();
    }
  }

  @Test
  void aGainOfAnUlpIsNone() {
    List<LevelGain.Row> rows = new ArrayList<>();
    for (int seed = 0; seed < 12; seed++) {
      rows.add(new LevelGain.Row("a", 0, seed, ONE));
      rows.add(new LevelGain.Row("a", 0.5, seed, OTHER));
      // Two conditions whose gains part each other.
      rows.add(new LevelGain.Row("b", 0, seed, 0.3));
      rows.add(new LevelGain.Row("b", 0.5, seed, 0.4));
      rows.add(new LevelGain.Row("c", 0, seed, 0.3));
      rows.add(new LevelGain.Row("c", 0.5, seed, 0.2));
    }

    LevelGain gain = LevelGain.of(rows, 0.95);

    assertThat(gain.gain().estimate()).isZero();
    assertThat(gain.gain().lower()).isNaN();
  }

  @Test
  void anOutcomeThatDiffersByAnUlpFromItsPlacebosDoesNotDiffer() {
    assertThat(difference(i -> OTHER)).isEqualTo(difference(i -> ONE));
    assertThat(difference(i -> OTHER).estimate()).isZero();
    assertThat(difference(i -> i % 2 == 0 ? OTHER : ONE)).isEqualTo(difference(i -> ONE));
  }

  private static Interval difference(IntToDoubleFunction own) {
    List<PairedOutcome> outcomes =
        IntStream.range(0, 16)
            .mapToObj(i -> new PairedOutcome(i, own.applyAsDouble(i), ONE))
            .toList();
    return Comparison.of(Outcome.Scale.SHARE, outcomes, 0.95).difference();
  }

  @Test
  void conditionsThatDifferByAnUlpShareAllRanks() {
    double[][] values = {many(OTHER, 12), many(ONE, 12), many(OTHER, 12)};

    RankSets sets = RankSets.of(values, new BootstrapSettings(1, 4096, 0.95));

    assertThat(sets.possibleFirst()).containsExactly(0, 1, 2);
    assertThat(sets.most(0)).isEqualTo(3);
  }

  @Test
  void cleanRunsThatDifferByAnUlpStayInsideTheirBand() {
    List<double[]> rows =
        IntStream.range(0, 12).mapToObj(i -> many(i % 2 == 0 ? ONE : OTHER, 5)).toList();

    CleanBand band = CleanBand.ofRows(rows);

    for (int t = 0; t < band.length(); t++) {
      assertThat(band.lower(t)).isLessThanOrEqualTo(ONE);
      assertThat(band.upper(t)).isGreaterThanOrEqualTo(OTHER);
      assertThat(band.upper(t) - band.lower(t)).isLessThan(1e-12);
    }
  }

  /** Features that depend on each other leave nothing outside of their components. */
  @Test
  void whatComponentsLeaveIsNotTakenForASpreadWhereItIsRounding() {
    Comoments moments = new Comoments(3);
    for (int i = 0; i < 40; i++) {
      double x = Math.sin(i);
      moments.add(new double[] {x, 0.1 * x, x / 3});
    }
    Components components = Components.of(moments.covariance());
    double[][] loadings = {components.vector(0), components.vector(1), components.vector(2)};

    double[] ones = {1, 1, 1};
    Monitor all = new Monitor(new double[3], ones, loadings, components.eigenvalues(), 1);
    Monitor none = new Monitor(new double[3], ones, loadings, components.eigenvalues(), 0);

    assertThat(all.meanSpe()).isZero();
    assertThat(none.meanSpe()).isPositive();
  }

  @Test
  void aDistanceThatGrowsExactlyHasARateWithoutError() {
    long[] steps = IntStream.range(0, 30).mapToLong(i -> 7L * i).toArray();
    double[] distance = Arrays.stream(steps).mapToDouble(step -> Math.exp(0.03 * step)).toArray();

    DivergenceRate rate = DivergenceRate.of(steps, distance, DivergenceRate.NO_SATURATION);

    assertThat(rate.standardError()).isZero();
    assertThat(rate.quality()).isCloseTo(1, within(1e-12));
  }
}
