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
  /** Of two features; clean runs lack the second at evaluation 1, and have three evaluations. */
  @Test
  void aRowIsClippedAndUnknownWhereItOrAllCleanRunsLackAFeature() {
    Standardisation standardisation =
        new Standardisation(
            List.of("first", "second"),
            List.of(),
            List.of(),
            new int[] {6, 7},
            3,
            new double[][] {{1, 1, 1}, {2, Double.NaN, 2}},
            new double[][] {{0.5, 0.1, 2}, {4, Double.NaN, 1}});
    Trajectory run =
        Trajectory.of(
            new double[][] {
              {0, 0, 0, 0, 0, 0, 3, -7},
              {1, 10, 0, 0, 0, 0, 9, 5},
              {2, 20, 0, 0, 0, 0, Double.NaN, Double.NEGATIVE_INFINITY},
              {3, 30, 0, 0, 0, 0, 1, 1}
            });

    Standardisation.Columns columns = standardisation.columns(run);

    assertThat(columns.distances()[0]).containsExactly(4, 80, Double.NaN, Double.NaN);
    assertThat(columns.distances()[1])
        .containsExactly(-2.25, Double.NaN, Double.NEGATIVE_INFINITY, Double.NaN);
    assertThat(columns.standardised()[0]).containsExactly(4, 6, Double.NaN, Double.NaN);
    assertThat(columns.standardised()[1]).containsExactly(-2.25, 0, -6, Double.NaN);
  }

  /** A dormant share of a third, summed in another order in each run, and a feature that moves. */
  @Test
  void aFeatureThatMovesByRoundingOnlyIsConstant() {
    List<String> features = List.of("resting", "moving");
    TrajectoryColumns columns = TrajectoryColumns.of(List.of(workload(features)));
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

  /** Steps of 1 as a bisected step size takes them: at the middle evaluation nearly all agree. */
  @Test
  void aFeatureOfFewValuesIsNoOutlierWhereMostRunsAgree() {
    List<String> features = List.of("sharpness");
    TrajectoryColumns columns = TrajectoryColumns.of(List.of(workload(features)));
    double[][] sharpness = {{0, 1, 2, 3, 4}, {2, 2, 2, 2, 3}, {0, 1, 2, 3, 4}};
    List<Trajectory> runs =
        IntStream.range(0, 5)
            .mapToObj(
                run ->
                    Trajectory.of(
                        IntStream.range(0, 3)
                            .mapToObj(e -> new double[] {e, e, 0.1, 0, 0, 0, sharpness[e][run]})
                            .toArray(double[][]::new)))
            .toList();

    Standardisation standardisation =
        Standardisation.of(CleanScales.of(runs, columns), columns, features);

    double step = 1 / 1.4826;
    double[] standardised = standardisation.columns(runs.get(4)).standardised()[0];
    assertThat(standardised[0]).isEqualTo(2 * step);
    assertThat(standardised[1])
        .as("one step off at the evaluation where the deviation's median is 0")
        .isEqualTo(2 * step);
  }

  private static WorkloadRow workload(List<String> features) {
    return MadeRuns.workload(
        new ConfigurationKey("s", "w", ""),
        Direction.HIGHER,
        List.of(),
        features.stream().map(name -> new FeatureRow(name, "", false)).toList(),
        "{}");
  }
}
