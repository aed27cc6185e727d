package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.curve.Direction;

class PerformanceDropTest {
  private final PerformanceDrop detector = new PerformanceDrop();

  @Test
  void theScoreIsHowFarPerformanceLiesBelowTheCleanMedianInScales() {
    assertThat(detector.scores(PlainRuns.of("run", 1, 0, 2.5)))
        .containsExactly(new double[] {0, 2, -3}, within(1e-12));
  }

  @Test
  void whereLowerIsBetterAHigherPerformanceIsADrop() {
    assertThat(detector.scores(PlainRuns.of("run", Direction.LOWER, 1, 2, 0.5)))
        .containsExactly(new double[] {0, 2, -1}, within(1e-12));
  }

  /** A twentieth of the usual 0.5 is 0.025. */
  @Test
  void aScaleFarBelowTheUsualCountsAsATwentiethOfThat() {
    Observed run = PlainRuns.of("run", 1, 1, 0.5);

    assertThat(
            detector.scores(
                PlainRuns.beside(PlainRuns.reference(0.5, 0.5, 0.001), run, Direction.HIGHER)))
        .containsExactly(new double[] {0, 0, 20}, within(1e-12));
  }

  @Test
  void whereCleanRunsNeverDifferTheDistanceIsInTheUnitOfPerformance() {
    Observed run = PlainRuns.of("run", 1, 1, 0.25);

    assertThat(
            detector.scores(PlainRuns.beside(PlainRuns.reference(0, 0, 0), run, Direction.HIGHER)))
        .containsExactly(new double[] {0, 0, 0.75}, within(1e-12));
  }

  @Test
  void anEvaluationThatNoCleanRunHasSaysNothing() {
    assertThat(detector.scores(PlainRuns.of("run", 1, 1, 1, 1)))
        .containsExactly(0, 0, 0, Double.NaN);
  }
}
