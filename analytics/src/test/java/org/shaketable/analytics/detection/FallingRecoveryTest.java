package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.metastate.Yardstick;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.table.FeatureRow;
import org.shaketable.analytics.table.WorkloadRow;

class FallingRecoveryTest {
  private static final WorkloadRow KICKED =
      PlainRuns.workload(new FeatureRow("recovery_rate", "1 / update", false));
  private static final TrajectoryColumns COLUMNS = TrajectoryColumns.of(List.of(KICKED));

  private static double[] scores(double... rates) {
    double[][] rows = new double[rates.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {i, 10 * i, 1, 0, 0, 0, rates[i]};
    }
    return new FallingRecovery()
        .scores(
            Observed.of(
                new Subject("run", 0, null),
                Trajectory.of(rows),
                COLUMNS,
                Yardstick.UNKNOWN,
                Direction.HIGHER));
  }

  @Test
  void aRateThatFallsToZeroScoresByWhatItHasLost() {
    double[] rates = new double[40];
    Arrays.fill(rates, 0, 30, 0.2);

    double[] scores = scores(rates);

    assertThat(scores[29]).isCloseTo(0, within(1e-15));
    assertThat(scores[30]).isCloseTo(0.04, within(1e-15));
    assertThat(scores[34]).isCloseTo(0.2, within(1e-15));
    assertThat(scores[39]).as("five of the twenty before are low").isCloseTo(0.15, within(1e-15));
  }

  @Test
  void aRateThatRisesIsNoAlarm() {
    double[] rates = new double[30];
    Arrays.setAll(rates, i -> 0.01 * i);

    assertThat(scores(rates)[29]).isNegative();
  }

  @Test
  void anEvaluationBeforeTrainingIsLeftOutAndTheFirstScoreNeedsFiveBeforeTheLatest() {
    double[] rates = {Double.NaN, 0.1, 0.1, 0.1, 0.1, 0.1, 0, 0, 0, 0, 0};

    double[] scores = scores(rates);

    assertThat(Arrays.copyOf(scores, 10)).containsOnly(Double.NaN);
    assertThat(scores[10]).isCloseTo(0.1, within(1e-15));
  }

  @Test
  void onlyAWorkloadWithKicksHasTheDetector() {
    assertThat(Catalogue.of(KICKED, Yardstick.UNKNOWN, List.of())).contains(new FallingRecovery());
    assertThat(Catalogue.of(PlainRuns.WORKLOAD, Yardstick.UNKNOWN, List.of()))
        .doesNotContain(new FallingRecovery());
  }
}
