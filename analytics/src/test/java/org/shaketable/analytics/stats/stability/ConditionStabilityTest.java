package org.shaketable.analytics.stats.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.StratifiedShare;

class ConditionStabilityTest {
  private static final double NAN = Double.NaN;
  private static final BootstrapSettings SETTINGS = new BootstrapSettings(5, 2000, 0.95);

  private static List<RunStability> runs() {
    return List.of(
        new RunStability("a", true, false, NAN, 1, 0.9, 0, 1),
        new RunStability("b", true, true, 1, 0.5, 0.5, 0.5, 0.8),
        new RunStability("c", true, true, 0, 0.25, 0.4, 0, 0.4),
        new RunStability("d", true, true, 0, 0.25, 0.3, 0.1, 1.2),
        new RunStability("e", false, false, NAN, 0, NAN, NAN, 0));
  }

  @Test
  void eachMetricRestsOnTheRunsThatDefineIt() {
    Map<StabilityMetric, Interval> metrics = ConditionStability.of(runs(), SETTINGS);

    assertThat(metrics.get(StabilityMetric.COLLAPSE_RATE).estimate()).isEqualTo(0.75);
    assertThat(metrics.get(StabilityMetric.NON_COLLAPSE))
        .isEqualTo(StratifiedShare.of(new long[] {1}, new long[] {4}, 0.95));
    assertThat(metrics.get(StabilityMetric.RECOVERY_SHARE))
        .isEqualTo(StratifiedShare.of(new long[] {1}, new long[] {3}, 0.95));
    Interval ratio = metrics.get(StabilityMetric.RETAINED_PERFORMANCE);
    assertThat(ratio.estimate()).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(ratio.n()).isEqualTo(5);
    assertThat(metrics.get(StabilityMetric.CONTRACTION).estimate()).isCloseTo(0.45, within(1e-15));
    assertThat(metrics.get(StabilityMetric.CONTRACTION).n()).isEqualTo(4);
    assertThat(metrics.get(StabilityMetric.SPIKE_FREE).estimate()).isCloseTo(0.85, within(1e-15));
    double product = 0.25 / 3 / 3 * 0.45 * 0.85;
    assertThat(metrics.get(StabilityMetric.STABILITY).estimate())
        .isCloseTo(Math.pow(product, 0.2), within(1e-15));
    assertThat(metrics.get(StabilityMetric.STABILITY_WITHOUT_CONTRACTION).estimate())
        .isCloseTo(Math.pow(product / 0.45, 0.25), within(1e-15));
  }

  /** Final performances 0, 0.4, 0.8, 1 and 1.2. */
  @Test
  void finalPerformanceStandsBesideTheStability() {
    Map<StabilityMetric, Interval> metrics = ConditionStability.of(runs(), SETTINGS);

    assertThat(metrics.get(StabilityMetric.FINAL_PERFORMANCE).estimate())
        .isCloseTo((0.4 + 0.8 + 1) / 3, within(1e-15));
    assertThat(metrics.get(StabilityMetric.OPTIMALITY_GAP).estimate())
        .isCloseTo(1 - (0 + 0.4 + 0.8 + 1 + 1) / 5, within(1e-15));
    assertThat(metrics.get(StabilityMetric.FINAL_DISPERSION).estimate())
        .isCloseTo(1 - 0.4, within(1e-15));
    assertThat(metrics.get(StabilityMetric.FINAL_RISK).estimate()).isEqualTo(0);
    // Five runs: too few for an interval; the risk never has one.
    assertThat(metrics.get(StabilityMetric.FINAL_PERFORMANCE).lower()).isNaN();
    assertThat(metrics.get(StabilityMetric.RETAINED_PERFORMANCE).upper()).isNaN();
    assertThat(metrics.get(StabilityMetric.STABILITY).lower()).isNaN();
    assertThat(metrics.get(StabilityMetric.OPTIMALITY_GAP).lower()).isNaN();
    assertThat(metrics.get(StabilityMetric.FINAL_DISPERSION).upper()).isNaN();
    assertThat(metrics.get(StabilityMetric.FINAL_RISK).upper()).isNaN();
  }

  /** Eight runs, of which seven define a contraction: enough for all else. */
  @Test
  void aMetricOfFewerThanEightRunsHasNoInterval() {
    List<RunStability> eight = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      double contraction = i == 0 ? NAN : 0.1 * i;
      eight.add(new RunStability("run" + i, true, false, NAN, 1 - 0.1 * i, contraction, 0, 1));
    }
    Map<StabilityMetric, Interval> metrics = ConditionStability.of(eight, SETTINGS);

    assertThat(metrics.get(StabilityMetric.CONTRACTION).estimate()).isCloseTo(0.4, within(1e-12));
    assertThat(metrics.get(StabilityMetric.CONTRACTION).n()).isEqualTo(7);
    assertThat(metrics.get(StabilityMetric.CONTRACTION).lower()).isNaN();
    assertThat(metrics.get(StabilityMetric.RETAINED_PERFORMANCE).lower()).isFinite();
    assertThat(metrics.get(StabilityMetric.STABILITY).lower()).isFinite();
  }

  @Test
  void eightRunsHaveIntervalsOfGapAndDispersion() {
    List<RunStability> eight = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      eight.add(new RunStability("run" + i, true, false, NAN, 1, 0.9, 0, 0.1 * i * i - 2));
    }
    Map<StabilityMetric, Interval> metrics = ConditionStability.of(eight, SETTINGS);

    Interval gap = metrics.get(StabilityMetric.OPTIMALITY_GAP);
    assertThat(gap.estimate()).isCloseTo(1.5625, within(1e-12));
    assertThat(gap.lower()).isBetween(0.0, gap.estimate());
    assertThat(gap.upper()).isBetween(gap.estimate(), 3.0);
    Interval dispersion = metrics.get(StabilityMetric.FINAL_DISPERSION);
    assertThat(dispersion.lower()).isBetween(0.0, dispersion.estimate());
    assertThat(dispersion.upper()).isGreaterThan(dispersion.estimate());
    // All runs alike in this one, which says nothing of others.
    assertThat(metrics.get(StabilityMetric.RETAINED_PERFORMANCE).estimate()).isEqualTo(1);
    assertThat(metrics.get(StabilityMetric.RETAINED_PERFORMANCE).lower()).isNaN();
  }

  /** None of eight runs collapsed, which does not make it certain that none ever will. */
  @Test
  void theScalarDoesNotTakeForCertainWhatAllRunsHaveInCommon() {
    List<RunStability> eight = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      eight.add(new RunStability("run" + i, true, false, NAN, 1, 1, 0, 1));
    }
    Interval calm = ConditionStability.of(eight, SETTINGS).get(StabilityMetric.STABILITY);
    eight.set(0, new RunStability("run0", true, true, 1, 1, 1, 0, 1));
    Interval one = ConditionStability.of(eight, SETTINGS).get(StabilityMetric.STABILITY);

    assertThat(calm.estimate()).isEqualTo(1);
    assertThat(calm.upper()).isEqualTo(1);
    // Wilson's lower bound of eight of eight is 0.68, and 0.68^(1/4) 0.91.
    assertThat(calm.lower()).isBetween(0.85, 0.97);
    // The one collapse came back: Jeffreys' lower 2.5 % of one of one is 0.15.
    assertThat(one.estimate()).isCloseTo(Math.pow(7 / 8.0, 0.2), within(1e-12));
    assertThat(one.lower()).isBetween(0.3, 0.75);
    assertThat(one.upper()).isEqualTo(1);
  }

  @Test
  void theProbabilityOfImprovementCountsPairsAndHalfOfTies() {
    Interval improvement =
        ConditionStability.improvement(runs(), new double[] {0.4, 0.9, NAN}, SETTINGS);

    // Of ten pairs: above 0.4 three and one tie, above 0.9 two.
    assertThat(improvement.estimate()).isCloseTo(0.55, within(1e-15));
    assertThat(improvement.n()).isEqualTo(5);
    assertThat(ConditionStability.improvement(runs(), new double[0], SETTINGS).estimate()).isNaN();
  }

  @Test
  void theOrderOfTheRunsDoesNotMatter() {
    List<RunStability> reversed = new ArrayList<>(runs());
    Collections.reverse(reversed);

    assertThat(ConditionStability.of(reversed, SETTINGS))
        .isEqualTo(ConditionStability.of(runs(), SETTINGS));
  }

  @Test
  void withoutRunsNothingIsDefined() {
    Map<StabilityMetric, Interval> metrics = ConditionStability.of(List.of(), SETTINGS);

    assertThat(metrics).hasSize(12);
    assertThat(metrics.values()).allMatch(i -> Double.isNaN(i.estimate()) && i.n() == 0);
  }

  @Test
  void theScalarIsTheGeometricMeanOfWhatIsDefined() {
    assertThat(new StabilityVector(1, NAN, 0.25, 1, NAN).scalar())
        .isCloseTo(Math.cbrt(0.25), within(1e-15));
    assertThat(new StabilityVector(1, 0, 1, 1, 1).scalar()).isZero();
    assertThat(new StabilityVector(NAN, NAN, NAN, NAN, NAN).scalar()).isNaN();
    assertThat(StabilityMetric.RETAINED_PERFORMANCE.column()).isEqualTo("retained_performance");
  }
}
