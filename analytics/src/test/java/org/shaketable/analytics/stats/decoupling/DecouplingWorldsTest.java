package org.shaketable.analytics.stats.decoupling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.analytics.PlantedTable;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.claim.ClaimRule;
import org.shaketable.analytics.stats.claim.Verdict;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.power.Detectable;

/** Verdicts in made-up worlds whose truth is known: every rate below is counted. */
class DecouplingWorldsTest {
  private static final ClaimRule RULE = new ClaimRule(ClaimRule.Side.WITHIN, 0.5);
  private static final double[] DOSES = {0.25, 0.5, 1, 2, 4, 8};
  private static final int SWEEPS = 40;
  private static final int MANY = 120;

  /**
   * Configurations whose performance and log2 critical magnitude have this correlation; in each
   * what is lost depends steeply on the dose, as does the performance at the end of perturbed runs,
   * which would make a correlation over conditions of its own.
   */
  private static List<ConfigurationRuns> world(
      double correlation, int configurations, int seeds, Draws draws) {
    return world(correlation, configurations, seeds, 1, draws);
  }

  private static List<ConfigurationRuns> world(
      double correlation, int configurations, int seeds, double noise, Draws draws) {
    List<ConfigurationRuns> all = new ArrayList<>();
    for (int c = 0; c < configurations; c++) {
      double ability = draws.nextGaussian();
      double hardiness =
          correlation * ability + Math.sqrt(1 - correlation * correlation) * draws.nextGaussian();
      double[] finals = new double[seeds];
      for (int i = 0; i < seeds; i++) {
        finals[i] = ability + noise * draws.nextGaussian();
      }
      List<BatteryRun> battery = new ArrayList<>();
      for (String dimension : new String[] {"DATA", "PARAMETER"}) {
        for (double dose : DOSES) {
          double lost = 1 / (1 + Math.exp(-2 * (Math.log(dose) / Math.log(2) - hardiness)));
          for (int seed = 0; seed < seeds; seed++) {
            battery.add(new BatteryRun(dimension, "noise", dose, seed, draws.nextDouble() < lost));
          }
        }
      }
      all.add(new ConfigurationRuns("c" + c, finals, battery, List.of()));
    }
    return all;
  }

  private record Counts(int confirmed, int refuted) {}

  private static Counts verdicts(double correlation, int configurations, int seeds) {
    return verdicts(correlation, configurations, seeds, 1);
  }

  private static Counts verdicts(double correlation, int configurations, int seeds, double noise) {
    return verdicts(
        SWEEPS,
        (long) (100 * correlation) + 1000L * seeds,
        draws -> world(correlation, configurations, seeds, noise, draws));
  }

  private static Counts verdicts(
      int sweeps, long stream, Function<Draws, List<ConfigurationRuns>> world) {
    int confirmed = 0;
    int refuted = 0;
    for (int sweep = 0; sweep < sweeps; sweep++) {
      List<ConfigurationRuns> runs = world.apply(Draws.of(stream, sweep));
      Verdict verdict = RULE.verdict(LatentCorrelation.of(runs, 0.95).latent());
      confirmed += verdict == Verdict.CONFIRMED ? 1 : 0;
      refuted += verdict == Verdict.REFUTED ? 1 : 0;
    }
    return new Counts(confirmed, refuted);
  }

  @Test
  void aDecoupledWorldIsConfirmedThoughWhatIsLostIsDrivenByTheDose() {
    Counts counts = verdicts(0, 60, 10);
    assertThat(counts.refuted()).isZero();
    PlantedTable.present(
        "decoupling, 60 configurations of 10 seeds", SWEEPS, counts.confirmed(), counts.refuted());
  }

  @Test
  void aCoupledWorldIsRefuted() {
    Counts counts = verdicts(0.9, 60, 10);
    assertThat(counts.confirmed()).isZero();
    PlantedTable.present(
        "coupling of 0.9, 60 configurations of 10 seeds",
        SWEEPS,
        counts.refuted(),
        counts.confirmed());
  }

  /** What performance and survival keep of themselves in these worlds, on average. */
  private static double reliability(double correlation, int configurations, int seeds, int stream) {
    return IntStream.range(0, 10)
        .mapToObj(
            sweep ->
                LatentCorrelation.of(
                    world(correlation, configurations, seeds, Draws.of(stream, sweep)), 0.95))
        .mapToDouble(some -> Math.sqrt(some.performanceReliability() * some.survivalReliability()))
        .average()
        .orElseThrow();
  }

  /** Verdicts in {@value #MANY} worlds whose rank correlation is this, which normal scores have. */
  private static Counts ranked(double correlation, int configurations, int seeds, int stream) {
    double ofScores = 2 * Math.sin(Math.PI * correlation / 6);
    return verdicts(MANY, stream, draws -> world(ofScores, configurations, seeds, draws));
  }

  @ParameterizedTest
  @CsvSource({"60, 10", "80, 6"})
  void theCorrelationToldByThePlanIsConfirmedInFourOfFiveSweeps(int configurations, int seeds) {
    double reliability = reliability(0, configurations, seeds, 21);
    double told = Detectable.USUAL.correlation(configurations, reliability, RULE.threshold());
    Counts counts = ranked(told, configurations, seeds, 22 + configurations);
    assertThat(told).isPositive();
    assertThat(counts.confirmed / (double) MANY).as("at " + told).isBetween(0.72, 0.9);
    assertThat(counts.refuted).isLessThanOrEqualTo(MANY / 20);
  }

  @ParameterizedTest
  @CsvSource({"60, 10", "60, 5"})
  void theCorrelationToldByThePlanIsRefutedInFourOfFiveSweeps(int configurations, int seeds) {
    double reliability = reliability(0.8, configurations, seeds, 23);
    double told = Detectable.USUAL.coupling(configurations, reliability, RULE.threshold());
    Counts counts = ranked(told, configurations, seeds, 24 + seeds);
    assertThat(told).isBetween(0.5, 1.0);
    assertThat(counts.refuted / (double) MANY).as("at " + told).isBetween(0.72, 0.92);
    assertThat(counts.confirmed).isZero();
  }

  @Test
  void onTheEdgeNeitherVerdictIsFrequent() {
    Counts counts = verdicts(0.5, 60, 10);
    assertThat(counts.confirmed()).isLessThanOrEqualTo((int) (0.05 * SWEEPS) + 1);
    assertThat(counts.refuted()).isLessThanOrEqualTo((int) (0.05 * SWEEPS) + 1);
  }

  /**
   * Configurations whose training fails undisturbed, the more often the worse they perform, up to
   * every second time; what the battery takes beyond that has nothing to do with it.
   */
  private static List<ConfigurationRuns> unreliable(
      int configurations, int seeds, boolean beside, Draws draws) {
    List<ConfigurationRuns> all = new ArrayList<>();
    for (int c = 0; c < configurations; c++) {
      double ability = draws.nextGaussian();
      double failing = 0.5 / (1 + Math.exp(3 * ability));
      double hardiness = draws.nextGaussian();
      double[] finals = new double[seeds];
      List<BatteryRun> battery = new ArrayList<>();
      List<UndisturbedRun> undisturbed = new ArrayList<>();
      for (int seed = 0; seed < seeds; seed++) {
        finals[seed] = ability + draws.nextGaussian();
        undisturbed.add(new UndisturbedRun(seed, draws.nextDouble() < failing));
        undisturbed.add(new UndisturbedRun(seed, draws.nextDouble() < failing));
        for (double dose : DOSES) {
          double taken = 1 / (1 + Math.exp(-2 * (Math.log(dose) / Math.log(2) - hardiness)));
          double lost = failing + (1 - failing) * taken;
          battery.add(new BatteryRun("DATA", "noise", dose, seed, draws.nextDouble() < lost));
        }
      }
      all.add(new ConfigurationRuns("c" + c, finals, battery, beside ? undisturbed : List.of()));
    }
    return all;
  }

  @Test
  void whatTrainingLosesUndisturbedDoesNotCountAgainstASetting() {
    double with = 0;
    double without = 0;
    int refuted = 0;
    for (int sweep = 0; sweep < SWEEPS / 2; sweep++) {
      Interval interval =
          LatentCorrelation.of(unreliable(60, 10, true, Draws.of(8, sweep)), 0.95).latent();
      refuted += RULE.verdict(interval) == Verdict.REFUTED ? 1 : 0;
      with += interval.estimate() / (SWEEPS / 2.0);
      without +=
          LatentCorrelation.of(unreliable(60, 10, false, Draws.of(8, sweep)), 0.95)
                  .latent()
                  .estimate()
              / (SWEEPS / 2.0);
    }
    assertThat(without).isGreaterThan(0.3);
    assertThat(with).isBetween(-0.1, 0.1);
    assertThat(refuted).isZero();
  }

  @Test
  void survivalIsBesideTheUndisturbedRunsOfTheSameSeeds() {
    List<BatteryRun> battery = new ArrayList<>();
    List<UndisturbedRun> undisturbed = new ArrayList<>();
    for (int seed = 0; seed < 8; seed++) {
      battery.add(new BatteryRun("DATA", "f", 1, seed, seed < 6));
      undisturbed.add(new UndisturbedRun(seed, seed < 4));
    }
    // A quarter stands under the battery, half without: (4 + 1/2) / (8 + 1/2).
    ConfigurationRuns half =
        new ConfigurationRuns("half", new double[] {1, 2}, battery, undisturbed);
    assertThat(half.survival()).isCloseTo(0.25 * 8.5 / 4.5, within(1e-12));
    assertThat(half.undisturbedLost()).isEqualTo(4);
    assertThat(half.survival(seed -> seed >= 4)).isCloseTo(0.5, within(1e-12));
    assertThat(new ConfigurationRuns("none", new double[] {1, 2}, battery, List.of()).survival())
        .isEqualTo(0.25);
  }

  /** The observed correlation is pulled to 0 by noise: it alone would confirm decoupling. */
  @Test
  void aCoupledWorldSeenThroughFewSeedsIsNotConfirmed() {
    Counts counts = verdicts(0.8, 60, 2);
    assertThat(counts.confirmed()).isLessThanOrEqualTo((int) (0.05 * SWEEPS));
    double observed = 0;
    for (int sweep = 0; sweep < 10; sweep++) {
      observed += LatentCorrelation.of(world(0.8, 60, 2, Draws.of(3, sweep)), 0.95).observed() / 10;
    }
    assertThat(observed).isLessThan(0.7);
  }

  @Test
  void withoutNoiseItIsSpearmans() {
    List<ConfigurationRuns> all = new ArrayList<>();
    double[] survivals = {0, 0.5, 0.25, 1, 0.75, 0.125, 0.875, 0.625};
    for (int c = 0; c < survivals.length; c++) {
      List<BatteryRun> battery = new ArrayList<>();
      for (int run = 0; run < 16; run++) {
        battery.add(new BatteryRun("DATA", "f", 1, run % 2, run / 2 >= 8 * survivals[c]));
      }
      all.add(new ConfigurationRuns("c" + c, new double[] {c, c}, battery, List.of()));
    }
    // Squared differences of the ranks add up to 46: 1 - 6 x 46 / (8 x 63).
    LatentCorrelation found = LatentCorrelation.of(all, 0.95);
    assertThat(found.observed()).isCloseTo(1 - 6 * 46 / (8 * 63.0), within(1e-12));
    assertThat(found.latent().estimate()).isCloseTo(found.observed(), within(1e-12));
    assertThat(found.performanceReliability()).isCloseTo(1, within(1e-12));
    assertThat(all.get(1).survival()).isEqualTo(0.5);
    Collections.shuffle(all, new Random(1));
    assertThat(LatentCorrelation.of(all, 0.95).latent().estimate())
        .isCloseTo(found.latent().estimate(), within(1e-12));
  }

  /** Seeds that add twenty times what settings differ by: anything could lie behind it. */
  @Test
  void whereHalvesOfTheSeedsAgreeOnNothingNothingIsDecided() {
    Counts counts = verdicts(0.95, 60, 4, 20);
    assertThat(counts.confirmed() + counts.refuted()).isLessThanOrEqualTo((int) (0.05 * SWEEPS));
    int whole = 0;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      LatentCorrelation found =
          LatentCorrelation.of(world(0.95, 60, 4, 20, Draws.of(9, sweep)), 0.95);
      Interval interval = found.latent();
      if (found.performanceReliability() == 0) {
        assertThat(interval.estimate()).isNaN();
        assertThat(interval.lower()).isNaN();
      } else {
        assertThat(interval.estimate()).isBetween(-1.0, 1.0);
        whole += interval.lower() == -1 && interval.upper() == 1 ? 1 : 0;
      }
    }
    assertThat(whole).isGreaterThan(SWEEPS / 4);
  }

  /** An interval around the estimate would often reach from -1 to 1 here, the estimate being 1. */
  @Test
  void aStrongCorrelationIsToldThroughFewSeeds() {
    Counts counts = verdicts(0.95, 60, 5, 1.5);
    assertThat(counts.confirmed()).isZero();
    PlantedTable.present(
        "coupling of 0.95, 60 configurations of 5 seeds with noise of 1.5",
        SWEEPS,
        counts.refuted(),
        counts.confirmed());
  }

  @Test
  void ofFewConfigurationsOrOneSeedThereIsNone() {
    assertThat(LatentCorrelation.of(world(0, 7, 10, Draws.of(1, 1)), 0.95).latent().estimate())
        .isNaN();
    assertThat(LatentCorrelation.of(world(0, 20, 1, Draws.of(1, 1)), 0.95).latent().estimate())
        .isNaN();
  }

  @Test
  void amongEqualsTheShareIsWhatPerformanceDoesNotTell() {
    double decoupled = 0;
    double coupled = 0;
    for (int sweep = 0; sweep < 10; sweep++) {
      decoupled += AmongEquals.of(world(0, 60, 20, Draws.of(5, sweep)), 0.95).estimate() / 10;
      coupled += AmongEquals.of(world(1, 60, 20, Draws.of(6, sweep)), 0.95).estimate() / 10;
    }
    assertThat(decoupled).isGreaterThan(0.85);
    assertThat(coupled).isLessThan(decoupled - 0.1);
  }

  @Test
  void configurationsThatDifferByTheirSeedsAloneHaveNoShare() {
    int clear = 0;
    for (int sweep = 0; sweep < 20; sweep++) {
      List<ConfigurationRuns> same = new ArrayList<>();
      Draws draws = Draws.of(7, sweep);
      for (int c = 0; c < 40; c++) {
        List<BatteryRun> battery = new ArrayList<>();
        for (double dose : DOSES) {
          for (int seed = 0; seed < 10; seed++) {
            boolean lost = draws.nextDouble() < dose / (1 + dose);
            battery.add(new BatteryRun("DATA", "f", dose, seed, lost));
          }
        }
        same.add(new ConfigurationRuns("c" + c, new double[] {0.9, 1, 1.1}, battery, List.of()));
      }
      clear += AmongEquals.of(same, 0.95).lower() > 0 ? 1 : 0;
    }
    assertThat(clear).isLessThanOrEqualTo(3);
  }
}
