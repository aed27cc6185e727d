package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.shaketable.analytics.stats.aggregate.OptimalityGap;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.reliability.FinalDispersion;

/** Optimality gap and dispersion of the final performances of one condition, or of several. */
final class FinalScenarios {
  private static final double LEVEL = 0.95;
  private static final OptimalityGap GAP = new OptimalityGap(1);

  private FinalScenarios() {}

  static List<Scenario> all(int replicates) {
    List<Scenario> all = new ArrayList<>();
    for (Population population : Population.FINAL) {
      for (int n : new int[] {4, 6, 8, 16, 20, 50}) {
        all.add(gap(population, 1, n));
        all.add(dispersion(population, 1, n, replicates));
      }
      all.add(gap(population, 2, 4));
      all.add(gap(population, 6, 4));
      all.add(dispersion(population, 6, 8, replicates));
    }
    return all;
  }

  private static Scenario gap(Population population, int conditions, int n) {
    double truth = GAP.of(new double[][] {population.whole()});
    return Scenario.of(
        "optimality gap, Student with Hall's cubic",
        population.word(),
        sample(conditions, n),
        truth,
        draws -> {
          double[][] scores = new double[conditions][];
          Arrays.setAll(scores, condition -> population.sample(n, draws));
          return GAP.interval(List.of(scores), LEVEL);
        });
  }

  private static Scenario dispersion(Population population, int conditions, int n, int replicates) {
    double[] whole = population.whole();
    return Scenario.of(
        "interquartile range (final dispersion), widened",
        population.word(),
        sample(conditions, n),
        Percentiles.of(whole, 75) - Percentiles.of(whole, 25),
        draws -> {
          double[][] finals = new double[n][conditions];
          for (double[] run : finals) {
            Arrays.setAll(run, condition -> population.draw(draws));
          }
          Interval drawn =
              Bootstrap.widened(
                  Strata.ofMatrix(finals),
                  FinalDispersion.logarithm(0),
                  FinalDispersion.WIDENING,
                  BootstrapScenarios.settings(draws, replicates));
          double[] all = Arrays.stream(finals).flatMapToDouble(Arrays::stream).toArray();
          return FinalDispersion.of(all, drawn, conditions);
        });
  }

  private static String sample(int conditions, int n) {
    String runs = n + " runs";
    return conditions == 1 ? runs : conditions + " conditions of " + runs;
  }
}
