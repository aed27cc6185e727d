package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.interval.MedianInterval;

/** Medians over the runs that collapsed. */
final class MedianScenarios {
  private static final double LEVEL = 0.95;
  private static final Population[] POPULATIONS = {
    Population.NORMAL, Population.TWO_OUTCOMES, Population.LEADS
  };

  private MedianScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Population population : POPULATIONS) {
      double truth = Percentiles.median(population.whole());
      for (int n : new int[] {4, 6, 10, 20, 50, 150}) {
        all.add(
            Scenario.of(
                "median (lead), order statistics",
                population.word(),
                n + " collapsed runs",
                truth,
                draws -> MedianInterval.of(population.sample(n, draws), LEVEL)));
      }
    }
    return all;
  }
}
