package org.shaketable.analytics.metastate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.baseline.CleanScales;
import org.shaketable.analytics.packing.Trajectory;
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
    double[] third = {Math.nextDown(0.1 + 0.2), 0.1 + 0.2, Math.nextUp(0.1 + 0.2)};
    double[] moving = {1, 2, 4};
    List<Trajectory> runs =
        IntStream.range(0, 3)
            .mapToObj(
                run ->
                    Trajectory.of(
                        IntStream.range(0, 3)
                            .mapToObj(
                                e -> new double[] {e, e, 0.1, 0, 0, 0, third[run], moving[run]})
                            .toArray(double[][]::new)))
            .toList();
    CleanScales scales = CleanScales.of(runs, columns);

    Standardisation standardisation = Standardisation.of(scales, columns, features);

    assertThat(standardisation.features()).containsExactly("moving");
    assertThat(standardisation.constant()).containsExactly("resting");
    assertThat(scales.scale()[0]).containsExactly(0, 0, 1.4826);
  }
}
