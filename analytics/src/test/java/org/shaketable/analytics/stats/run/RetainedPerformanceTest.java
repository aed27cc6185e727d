package org.shaketable.analytics.stats.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.curve.Curve;

class RetainedPerformanceTest {
  private final Curve twin = Curves.of(0, 1, 1, 1, 1);

  @Test
  void areasByTheTrapezoidalRule() {
    // Areas in units of ten steps: 0.5 + 1 + 0.5 + 0 + 0.5 = 2.5 of 3.5.
    assertThat(RetainedPerformance.of(Curves.of(0, 1, 1, 0, 0), twin, 0)).isEqualTo(2.0 / 3.5);
    assertThat(RetainedPerformance.of(Curves.of(0, 1, 1, 0, 1), twin, 0))
        .isCloseTo(2.5 / 3.5, within(1e-15));
  }

  /** What was there before the disturbance is not the disturbance's: 0.5 of 2 from step 20 on. */
  @Test
  void onlyWhatComesFromTheOnsetOnCounts() {
    assertThat(RetainedPerformance.of(Curves.of(0, 1, 1, 0, 0), twin, 20)).isEqualTo(0.25);
    assertThat(RetainedPerformance.of(Curves.of(0, 1, 1, 0, 0), twin, 29)).isEqualTo(0.25);
    assertThat(RetainedPerformance.of(Curves.of(0, 1, 1, 0, 0), twin, 40)).isNaN();
  }

  @Test
  void aRunThatEqualsItsTwinLosesNothing() {
    assertThat(RetainedPerformance.of(twin, twin, 0)).isEqualTo(1);
  }

  @Test
  void theRatioIsClipped() {
    assertThat(RetainedPerformance.of(Curves.of(0, 2, 2, 2, 2), twin, 0)).isEqualTo(1);
    assertThat(RetainedPerformance.of(Curves.of(0, -2, -2, -2, -2), twin, 0)).isEqualTo(0);
  }

  @Test
  void whatADivergedRunNoLongerHasCountsAsUntrained() {
    assertThat(RetainedPerformance.of(Curves.of(0, 1, 1).divergedAt(22), twin, 0))
        .isEqualTo(2.0 / 3.5);
    assertThat(RetainedPerformance.of(Curves.of(0, 1, 1, Double.NaN, 0), twin, 0))
        .isEqualTo(2.0 / 3.5);
    assertThat(RetainedPerformance.of(Curves.of(), twin, 0)).isZero();
  }

  @Test
  void withoutALearnedTwinThereIsNoRatio() {
    assertThat(RetainedPerformance.of(twin, Curves.of(0, 1).divergedAt(12), 0)).isNaN();
    assertThat(RetainedPerformance.of(twin, Curves.of(0, 0, 0, 0, 0), 0)).isNaN();
    assertThat(RetainedPerformance.of(twin, Curves.of(0), 0)).isNaN();
    assertThat(RetainedPerformance.of(twin, Curves.of(), 0)).isNaN();
  }

  @Test
  void scalingBothChangesNothing() {
    Curve run = Curves.of(0, 0.5, 0.25, 1, 0);

    assertThat(RetainedPerformance.of(Curves.of(0, 2, 1, 4, 0), Curves.of(0, 4, 4, 4, 4), 0))
        .isEqualTo(RetainedPerformance.of(run, twin, 0));
  }
}
