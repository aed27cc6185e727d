package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.decoupling.AmongEquals;
import org.shaketable.analytics.stats.decoupling.BatteryRun;
import org.shaketable.analytics.stats.decoupling.ConfigurationRuns;
import org.shaketable.analytics.stats.decoupling.LatentCorrelation;

/**
 * What clean performance tells of stability, over configurations drawn from a population, and how
 * much configurations that perform alike differ.
 */
final class DecouplingScenarios {
  private static final double LEVEL = 0.95;
  private static final double[] DOSES = {0.25, 0.5, 1, 2, 4, 8};
  private static final String[] DIMENSIONS = {"DATA", "PARAMETER"};

  /** How much seeds differ in hardness where all configurations share them. */
  private static final double SHARED = 0.7;

  /**
   * Least and largest risk of configurations that perform alike; between them all are as likely.
   */
  private static final double LEAST = 0.1;

  private static final double MOST = 0.9;

  private DecouplingScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (double correlation : new double[] {0, 0.5, 0.8, 0.9}) {
      all.add(latent(correlation, 40, 10, 1, 0));
    }
    all.add(latent(0.5, 60, 10, 1, 0));
    for (double correlation : new double[] {0, 0.5, 0.8, 0.95}) {
      all.add(latent(correlation, 60, 5, 1.5, SHARED));
      all.add(latent(correlation, 60, 5, 2.2, SHARED));
    }
    all.add(amongEquals(40, 10));
    all.add(amongEquals(60, 20));
    return all;
  }

  /** Of two normal numbers Spearman's correlation is {@code 6 / pi asin(correlation / 2)}. */
  private static Scenario latent(
      double correlation, int configurations, int seeds, double noise, double shared) {
    return Scenario.of(
        "decoupling, rank correlation without noise",
        String.format(
            Locale.ROOT,
            "correlation %.2f of ability and hardiness, noise of seeds %.1f, in common %.1f",
            correlation,
            noise,
            shared),
        "%d configurations, %d seeds".formatted(configurations, seeds),
        6 / Math.PI * StrictMath.asin(correlation / 2),
        draws ->
            LatentCorrelation.of(
                    correlated(correlation, configurations, new Seeds(seeds, noise, shared), draws),
                    LEVEL)
                .latent());
  }

  /**
   * Seeds that all configurations have in common.
   *
   * @param number how many
   * @param noise standard deviation of what they add to performance, for each configuration anew
   * @param shared standard deviation of how much harder they are than others, for all
   *     configurations alike: in clean runs and, by other draws, in doublings of the battery's dose
   */
  private record Seeds(int number, double noise, double shared) {
    double[] hardness(Draws draws) {
      double[] hardness = new double[number];
      if (shared > 0) {
        Arrays.setAll(hardness, i -> shared * draws.nextGaussian());
      }
      return hardness;
    }
  }

  /** Configurations whose ability and log2 critical magnitude have this correlation. */
  private static List<ConfigurationRuns> correlated(
      double correlation, int configurations, Seeds seeds, Draws draws) {
    List<ConfigurationRuns> all = new ArrayList<>();
    double[] clean = seeds.hardness(draws);
    double[] shaken = seeds.hardness(draws);
    for (int c = 0; c < configurations; c++) {
      double ability = draws.nextGaussian();
      double hardiness =
          correlation * ability + Math.sqrt(1 - correlation * correlation) * draws.nextGaussian();
      double[] finals = new double[seeds.number];
      for (int i = 0; i < finals.length; i++) {
        finals[i] = ability + seeds.noise * draws.nextGaussian() - clean[i];
      }
      List<BatteryRun> battery = new ArrayList<>();
      for (double dose : DOSES) {
        double doublings = StrictMath.log(dose) / StrictMath.log(2);
        double[] lost = new double[seeds.number];
        Arrays.setAll(
            lost, i -> 1 / (1 + StrictMath.exp(-2 * (doublings + shaken[i] - hardiness))));
        add(battery, dose, lost, draws);
      }
      all.add(new ConfigurationRuns("c" + c, finals, battery, List.of()));
    }
    return all;
  }

  /**
   * One dose in each of two dimensions, and all configurations as able: what their survivals differ
   * by is the variance of their risks, what seeds add is that of two binomial shares.
   */
  private static Scenario amongEquals(int configurations, int seeds) {
    double between = (MOST - LEAST) * (MOST - LEAST) / 12;
    double mean = (LEAST + MOST) / 2;
    double error = (mean - mean * mean - between) / (DIMENSIONS.length * seeds);
    return Scenario.of(
        "decoupling, share among equals",
        "risks from %s to %s".formatted(LEAST, MOST),
        "%d configurations, %d seeds".formatted(configurations, seeds),
        between / (between + error),
        draws -> AmongEquals.of(alike(configurations, seeds, draws), LEVEL));
  }

  private static List<ConfigurationRuns> alike(int configurations, int seeds, Draws draws) {
    List<ConfigurationRuns> all = new ArrayList<>();
    for (int c = 0; c < configurations; c++) {
      double lost = LEAST + (MOST - LEAST) * draws.nextDouble();
      double[] finals = new double[seeds];
      Arrays.setAll(finals, i -> draws.nextGaussian());
      double[] risks = new double[seeds];
      Arrays.fill(risks, lost);
      List<BatteryRun> battery = new ArrayList<>();
      add(battery, 1, risks, draws);
      all.add(new ConfigurationRuns("c" + c, finals, battery, List.of()));
    }
    return all;
  }

  /** A run of each seed in each dimension, lost with the risk of its seed. */
  private static void add(List<BatteryRun> battery, double dose, double[] lost, Draws draws) {
    for (String dimension : DIMENSIONS) {
      for (int seed = 0; seed < lost.length; seed++) {
        battery.add(
            new BatteryRun(dimension, "noise", dose, seed, draws.nextDouble() < lost[seed]));
      }
    }
  }
}
