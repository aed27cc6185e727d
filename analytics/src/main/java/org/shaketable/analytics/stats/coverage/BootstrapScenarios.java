package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.bootstrap.Statistic;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.descriptive.TrimmedMean;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.reliability.Tail;

/**
 * Bootstraps over the runs of one condition, or of several as strata. Of interquartile means of
 * fewer than 8 runs the tables give none.
 */
final class BootstrapScenarios {
  private static final double SHIFT = 0.5;

  /** A bootstrap interval. */
  private enum Method {
    WIDENED {
      @Override
      Interval of(Strata strata, Statistic statistic, BootstrapSettings settings) {
        return Bootstrap.widened(strata, statistic, settings);
      }
    },
    PERCENTILE {
      @Override
      Interval of(Strata strata, Statistic statistic, BootstrapSettings settings) {
        return Bootstrap.percentile(strata, statistic, settings);
      }
    },
    BCA {
      @Override
      Interval of(Strata strata, Statistic statistic, BootstrapSettings settings) {
        return Bootstrap.bca(strata, statistic, settings);
      }
    };

    abstract Interval of(Strata strata, Statistic statistic, BootstrapSettings settings);

    String word() {
      String name = name().toLowerCase(Locale.ROOT);
      return this == WIDENED ? name : name + " (in no table)";
    }
  }

  /** A statistic of the bootstrap and of a whole population. */
  private record Quantity(String name, Statistic statistic, ToDoubleFunction<double[]> ofAll) {}

  private static final Quantity IQM =
      new Quantity(
          "interquartile mean", Statistic.interquartileMean(0), TrimmedMean::interquartile);
  private static final Quantity MEAN =
      new Quantity("mean", Statistic.mean(0), all -> TrimmedMean.of(all, 0));
  private static final Quantity TAIL =
      new Quantity(
          "mean of the worst twentieth (in no table)",
          Statistic.lowerTail(0, 5),
          all -> Tail.LOWER.mean(all, 0.05));

  private BootstrapScenarios() {}

  static List<Scenario> all(int replicates) {
    List<Scenario> all = new ArrayList<>();
    for (Method method : Method.values()) {
      for (Population population : Population.values()) {
        add(all, method, IQM, population, replicates, 8, 16, 20, 50);
      }
      add(all, method, MEAN, Population.NORMAL, replicates, 3, 4, 8, 20);
    }
    for (Population population : new Population[] {Population.NORMAL, Population.TWO_OUTCOMES}) {
      add(all, Method.WIDENED, TAIL, population, replicates, 8, 20, 50, 200);
    }
    for (Method method : new Method[] {Method.WIDENED, Method.PERCENTILE}) {
      for (int n : new int[] {4, 8, 20}) {
        all.add(strata(method, 6, n, replicates));
      }
    }
    return all;
  }

  private static void add(
      List<Scenario> all,
      Method method,
      Quantity quantity,
      Population population,
      int replicates,
      int... sizes) {
    double truth = quantity.ofAll().applyAsDouble(population.whole());
    for (int n : sizes) {
      all.add(
          Scenario.of(
              quantity.name() + ", " + method.word(),
              population.word(),
              n + " runs",
              truth,
              draws ->
                  method.of(
                      Strata.ofSample(population.sample(n, draws)),
                      quantity.statistic(),
                      settings(draws, replicates))));
    }
  }

  /** Conditions side by side, each a stratum whose values lie a step above the one before. */
  private static Scenario strata(Method method, int conditions, int n, int replicates) {
    double[] whole = Population.NORMAL.whole();
    for (int i = 0; i < whole.length; i++) {
      whole[i] += SHIFT * (i % conditions);
    }
    return Scenario.of(
        "interquartile mean of strata, " + method.word(),
        "normal, means apart",
        conditions + " conditions of " + n,
        TrimmedMean.interquartile(whole),
        draws -> {
          double[][] scores = new double[n][conditions];
          for (double[] run : scores) {
            for (int c = 0; c < conditions; c++) {
              run[c] = Population.NORMAL.draw(draws) + SHIFT * c;
            }
          }
          return method.of(
              Strata.ofMatrix(scores), Statistic.interquartileMean(0), settings(draws, replicates));
        });
  }

  static BootstrapSettings settings(Draws draws, int replicates) {
    return new BootstrapSettings(draws.nextInt(Integer.MAX_VALUE), replicates, 0.95);
  }
}
