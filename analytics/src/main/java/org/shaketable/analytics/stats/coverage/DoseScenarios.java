package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.dose.DoseCount;
import org.shaketable.analytics.stats.dose.PenalisedInterval;

/**
 * Critical magnitudes of logistic dose curves, from flat to steep, at magnitudes and with runs of
 * the sweeps in {@code conf/}. Where the sample is no curve its bracket counts as the interval.
 */
final class DoseScenarios {
  private static final double LEVEL = 0.95;

  /**
   * Magnitudes of a sweep.
   *
   * @param critical where half collapse
   * @param slope the slope of the logit per decade
   */
  private record Design(double[] magnitudes, double critical, double slope, int... sizes) {
    String word() {
      return "%d from %s to %s, slope %s a decade"
          .formatted(magnitudes.length, magnitudes[0], magnitudes[magnitudes.length - 1], slope);
    }
  }

  private static final double[] TWO = {4, 8};
  private static final double[] THREE = {0.5, 1, 4};
  private static final double[] WIDE = {4, 32, 256};
  private static final double[] FIVE = {1, 1.5, 2, 3, 4};
  private static final double[] DOUBLED = {1, 1.19, 1.41, 1.68, 2};
  private static final Design[] DESIGNS = {
    new Design(TWO, 6, 6, 8, 16),
    new Design(THREE, 1.4, 3, 8, 16),
    new Design(WIDE, 60, 1.5, 16),
    new Design(WIDE, 60, 3, 16),
    new Design(FIVE, 2.2, 4, 8, 20),
    new Design(FIVE, 2.2, 10, 8, 20),
    new Design(FIVE, 2.2, 16, 8, 20),
    new Design(DOUBLED, 1.3, 12, 8, 20),
    new Design(DOUBLED, 1.3, 24, 8, 20),
    new Design(DOUBLED, 1.3, 48, 20)
  };

  private DoseScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Design design : DESIGNS) {
      for (int n : design.sizes()) {
        all.add(
            Scenario.of(
                "critical magnitude, penalised profile or bracket",
                design.word(),
                n + " runs a magnitude",
                design.critical(),
                draws -> PenalisedInterval.of(doses(design, n, draws), LEVEL)));
      }
    }
    return all;
  }

  private static List<DoseCount> doses(Design design, int n, Draws draws) {
    List<DoseCount> doses = new ArrayList<>();
    for (double magnitude : design.magnitudes()) {
      double logit = design.slope() * Math.log10(magnitude / design.critical());
      double rate = 1 / (1 + StrictMath.exp(-logit));
      doses.add(new DoseCount(magnitude, n, (int) ShareScenarios.successes(n, rate, draws)));
    }
    return doses;
  }
}
