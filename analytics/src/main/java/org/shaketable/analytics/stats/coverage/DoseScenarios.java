package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.dose.CriticalBootstrap;
import org.shaketable.analytics.stats.dose.DoseCount;
import org.shaketable.analytics.stats.dose.DoseResponse;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Critical magnitudes of logistic dose curves, where the sample has one: magnitudes and runs of the
 * sweeps in {@code conf/}, of curves from flat to steep. What is drawn from a curve so steep that
 * most samples are separated is no sample of critical magnitudes: they have none.
 */
final class DoseScenarios {
  private static final double LEVEL = 0.95;

  /**
   * Magnitudes of a sweep.
   *
   * @param critical where half collapse
   * @param slope of the logit per decade
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

  static List<Scenario> all(int replicates) {
    List<Scenario> all = new ArrayList<>();
    for (Design design : DESIGNS) {
      for (int n : design.sizes()) {
        all.add(
            of(
                "critical magnitude, likelihood",
                design,
                n,
                (doses, draws) -> given(DoseResponse.of(doses).likelihood(LEVEL))));
        all.add(
            of(
                "critical magnitude, delta",
                design,
                n,
                (doses, draws) -> given(DoseResponse.of(doses).critical(LEVEL))));
      }
    }
    for (Design design : DESIGNS) {
      for (int n : design.sizes()) {
        all.add(
            of(
                "critical magnitude, bootstrap",
                design,
                n,
                (doses, draws) ->
                    CriticalBootstrap.of(doses, BootstrapScenarios.settings(draws, replicates))));
      }
    }
    return all;
  }

  private static Scenario of(
      String statistic, Design design, int n, BiFunction<List<DoseCount>, Draws, Interval> method) {
    return Scenario.of(
        statistic,
        design.word(),
        n + " runs a magnitude",
        design.critical(),
        draws -> method.apply(doses(design, n, draws), draws));
  }

  private static Interval given(Optional<Interval> found) {
    return found.orElse(Interval.unbounded(Double.NaN, LEVEL, 0));
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
