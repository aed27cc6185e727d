package org.shaketable.analytics.metastate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.baseline.Baseline;
import org.shaketable.analytics.baseline.Baselines;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.FeatureRow;
import org.shaketable.analytics.table.WorkloadRow;

class StandardisationTest {

  /** A dormant share of a third, summed in another order in each run, and a feature that moves. */
  @Test
  void aFeatureThatMovesByRoundingOnlyIsConstant() {
    List<String> features = List.of("resting", "moving");
    WorkloadRow workload =
        MadeRuns.workload(
            new ConfigurationKey("s", "w", ""),
            Direction.HIGHER,
            List.of(),
            features.stream().map(name -> new FeatureRow(name, "", false)).toList(),
            "{}");
    TrajectoryColumns columns = TrajectoryColumns.of(List.of(workload));
    Baseline baseline = Baseline.empty(0, 1, 3, 2);
    for (int evaluation = 0; evaluation < 3; evaluation++) {
      double[] summary =
          Baselines.summary(
              new double[][] {
                {Math.nextDown(0.1 + 0.2), 0.1 + 0.2, Math.nextUp(0.1 + 0.2)},
                {1, 2, 4}
              });
      System.arraycopy(summary, 0, baseline.centre()[evaluation], 0, 2);
      System.arraycopy(summary, 2, baseline.scale()[evaluation], 0, 2);
    }

    Standardisation standardisation = Standardisation.of(baseline, columns, features);

    assertThat(standardisation.features()).containsExactly("moving");
    assertThat(standardisation.constant()).containsExactly("resting");
    assertThat(baseline.scale()[0]).containsExactly(0, 1.4826);
  }
}
