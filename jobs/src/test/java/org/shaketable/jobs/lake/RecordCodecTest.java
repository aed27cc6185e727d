package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.jobs.TestSession;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;

class RecordCodecTest {
  record Point(String name, double x, Double boxed, Long onset) {}

  record Nested(int id, boolean on, List<Point> points, List<Double> numbers, Features features) {}

  private static final Nested NESTED =
      new Nested(
          3,
          true,
          List.of(new Point("a", Double.NaN, null, 7L), new Point(null, 1.5, 2.5, null)),
          List.of(1.0, 2.0),
          new Features(Map.of(Feature.GRADIENT_NORM, 4.0)));

  @Test
  void aRecordSurvivesTheWayThroughSpark() {
    var codec = RecordCodec.of(Nested.class);

    var rows = codec.dataset(TestSession.spark(), List.of(NESTED)).collectAsList();

    assertThat(rows).hasSize(1);
    assertThat(codec.record(rows.get(0))).isEqualTo(NESTED);
  }

  @Test
  void columnsAreNamedInSnakeCaseAndFeaturesHaveOneEach() {
    var codec = RecordCodec.of(TrajectoryRow.class);

    assertThat(codec.schema().fieldNames())
        .startsWith("run_id", "sweep", "workload", "evaluation", "step", "performance", "loss")
        .contains("gradient_norm", "critical_sharpness")
        .endsWith("parameter_distance", "function_distance");
  }

  @Test
  void notANumberIsStoredAsNull() {
    var row = RecordCodec.of(Point.class).row(new Point("a", Double.NaN, 1.0, null));

    assertThat(row.isNullAt(1)).isTrue();
    assertThat(row.isNullAt(2)).isFalse();
  }
}
