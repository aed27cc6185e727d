package org.shaketable.analytics.stats.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.interval.Interval;

class FinalStatisticsTest {
  private static final BootstrapSettings SETTINGS = new BootstrapSettings(5, 2000, 0.95);

  private static List<FinalRun> runs(double... finals) {
    List<FinalRun> runs = new ArrayList<>();
    for (double last : finals) {
      runs.add(new FinalRun("run" + runs.size(), last));
    }
    return runs;
  }

  private static List<FinalRun> five() {
    return runs(1, 0.8, 0.4, 1.2, 0);
  }

  @Test
  void finalPerformanceIsDescribedByItsMiddleItsGapItsSpreadAndItsWorst() {
    Map<FinalMetric, Interval> metrics = FinalStatistics.of(five(), SETTINGS);

    assertThat(metrics.get(FinalMetric.FINAL_PERFORMANCE).estimate())
        .isCloseTo((0.4 + 0.8 + 1) / 3, within(1e-15));
    assertThat(metrics.get(FinalMetric.OPTIMALITY_GAP).estimate())
        .isCloseTo(1 - (0 + 0.4 + 0.8 + 1 + 1) / 5, within(1e-15));
    assertThat(metrics.get(FinalMetric.FINAL_DISPERSION).estimate())
        .isCloseTo(1 - 0.4, within(1e-15));
    assertThat(metrics.get(FinalMetric.FINAL_RISK).estimate()).isEqualTo(0);
    // Five runs: too few for an interval; the risk never has one.
    assertThat(metrics.get(FinalMetric.FINAL_PERFORMANCE).lower()).isNaN();
    assertThat(metrics.get(FinalMetric.OPTIMALITY_GAP).lower()).isNaN();
    assertThat(metrics.get(FinalMetric.FINAL_DISPERSION).upper()).isNaN();
    assertThat(metrics.get(FinalMetric.FINAL_RISK).upper()).isNaN();
  }

  @Test
  void eightRunsHaveIntervals() {
    double[] finals = new double[8];
    Arrays.setAll(finals, i -> 0.1 * i * i - 2);
    Map<FinalMetric, Interval> metrics = FinalStatistics.of(runs(finals), SETTINGS);

    Interval gap = metrics.get(FinalMetric.OPTIMALITY_GAP);
    assertThat(gap.estimate()).isCloseTo(1.5625, within(1e-12));
    assertThat(gap.lower()).isBetween(0.0, gap.estimate());
    assertThat(gap.upper()).isBetween(gap.estimate(), 3.0);
    Interval dispersion = metrics.get(FinalMetric.FINAL_DISPERSION);
    assertThat(dispersion.lower()).isBetween(0.0, dispersion.estimate());
    assertThat(dispersion.upper()).isGreaterThan(dispersion.estimate());
    assertThat(metrics.get(FinalMetric.FINAL_PERFORMANCE).lower()).isFinite();
  }

  @Test
  void theProbabilityOfImprovementCountsPairsAndHalfOfTies() {
    Interval improvement =
        FinalStatistics.improvement(five(), new double[] {0.4, 0.9, Double.NaN}, SETTINGS);

    // Of ten pairs: above 0.4 three and one tie, above 0.9 two.
    assertThat(improvement.estimate()).isCloseTo(0.55, within(1e-15));
    assertThat(improvement.n()).isEqualTo(5);
    assertThat(FinalStatistics.improvement(five(), new double[0], SETTINGS).estimate()).isNaN();
  }

  @Test
  void theOrderOfTheRunsDoesNotMatterAndWithoutRunsNothingIsDefined() {
    List<FinalRun> reversed = new ArrayList<>(five());
    Collections.reverse(reversed);

    assertThat(FinalStatistics.of(reversed, SETTINGS))
        .isEqualTo(FinalStatistics.of(five(), SETTINGS));
    assertThat(FinalStatistics.of(List.of(), SETTINGS).values())
        .hasSize(4)
        .allMatch(i -> Double.isNaN(i.estimate()) && i.n() == 0);
  }
}
