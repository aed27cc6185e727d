package org.shaketable.analytics.stats.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.curve.Curve;

class TrajectoryRatioTest {
  private final Curve twin = Curves.of(0, 1, 1, 1, 1);

  @Test
  void areasByTheTrapezoidalRule() {
    // Areas in units of ten steps: 0.5 + 1 + 0.5 + 0 + 0.5 = 2.5 of 3.5.
    assertThat(TrajectoryRatio.of(Curves.of(0, 1, 1, 0, 0), twin)).isEqualTo(2.0 / 3.5);
    assertThat(TrajectoryRatio.of(Curves.of(0, 1, 1, 0, 1), twin))
        .isCloseTo(2.5 / 3.5, within(1e-15));
  }

  @Test
  void aRunThatEqualsItsTwinLosesNothing() {
    assertThat(TrajectoryRatio.of(twin, twin)).isEqualTo(1);
  }

  @Test
  void theRatioIsClipped() {
    assertThat(TrajectoryRatio.of(Curves.of(0, 2, 2, 2, 2), twin)).isEqualTo(1);
    assertThat(TrajectoryRatio.of(Curves.of(0, -2, -2, -2, -2), twin)).isEqualTo(0);
  }

  @Test
  void whatADivergedRunNoLongerHasCountsAsUntrained() {
    assertThat(TrajectoryRatio.of(Curves.of(0, 1, 1).divergedAt(22), twin)).isEqualTo(2.0 / 3.5);
    assertThat(TrajectoryRatio.of(Curves.of(0, 1, 1, Double.NaN, 0), twin)).isEqualTo(2.0 / 3.5);
    assertThat(TrajectoryRatio.of(Curves.of(), twin)).isZero();
  }

  @Test
  void withoutALearnedTwinThereIsNoRatio() {
    assertThat(TrajectoryRatio.of(twin, Curves.of(0, 1).divergedAt(12))).isNaN();
    assertThat(TrajectoryRatio.of(twin, Curves.of(0, 0, 0, 0, 0))).isNaN();
    assertThat(TrajectoryRatio.of(twin, Curves.of(0))).isNaN();
    assertThat(TrajectoryRatio.of(twin, Curves.of())).isNaN();
  }

  @Test
  void scalingBothChangesNothing() {
    Curve run = Curves.of(0, 0.5, 0.25, 1, 0);

    assertThat(TrajectoryRatio.of(Curves.of(0, 2, 1, 4, 0), Curves.of(0, 4, 4, 4, 4)))
        .isEqualTo(TrajectoryRatio.of(run, twin));
  }
}
