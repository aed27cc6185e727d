package org.shaketable.analytics.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.analytics.LocalSpark;
import org.shaketable.analytics.Tables;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.TableColumn;
import org.shaketable.analytics.table.TableDefinition;
import org.shaketable.analytics.table.TrajectoryRow;

class RecordCodecTest {
  record Point(String name, double x, Double boxed, Long onset) implements Serializable {}

  record Nested(
      int id,
      boolean on,
      List<Point> points,
      List<Double> numbers,
      Role role,
      Direction none,
      SortedMap<String, Double> features) {}

  private static final List<String> NAMES = List.of("weight_norm", "gradient_norm");

  /** The map that names spread, and the column that every result ends with. */
  private static final List<String> NOT_OF_THE_RECORD = List.of("features", "analysed_versions");

  private static final Nested NESTED =
      new Nested(
          3,
          true,
          List.of(new Point("a", Double.NaN, null, 7L), new Point(null, 1.5, 2.5, null)),
          List.of(1.0, 2.0),
          Role.PERTURBED,
          null,
          new TreeMap<>(Map.of("gradient_norm", 4.0, "weight_norm", Double.NaN)));

  @ParameterizedTest
  @MethodSource("codecs")
  void aRecordSurvivesTheWayThroughSpark(RecordCodec<Nested> codec) {
    var rows = codec.dataset(LocalSpark.session(), List.of(NESTED)).collectAsList();

    assertThat(rows).hasSize(1);
    assertThat(codec.record(rows.get(0))).isEqualTo(NESTED);
  }

  @Test
  void rowsMadeInTasksAreThoseOfTheDriverInTheirOrder() {
    List<Point> points =
        IntStream.range(0, 60_000)
            .mapToObj(i -> new Point("p" + i, i % 3 == 0 ? Double.NaN : i, i / 2.0, (long) i))
            .toList();
    RecordCodec<Point> codec = RecordCodec.of(Point.class);

    Dataset<Row> distributed = codec.distributed(LocalSpark.session(), points);

    assertThat(distributed.schema()).isEqualTo(codec.schema());
    assertThat(distributed.rdd().getNumPartitions()).isEqualTo(3);
    assertThat(distributed.collectAsList())
        .isEqualTo(codec.dataset(LocalSpark.session(), points).collectAsList());
  }

  static List<RecordCodec<Nested>> codecs() {
    return List.of(RecordCodec.of(Nested.class, NAMES), RecordCodec.of(Nested.class));
  }

  @Test
  void columnsAreNamedInSnakeCaseAndFeaturesHaveOneEach() {
    var codec = RecordCodec.of(TrajectoryRow.class, NAMES);

    assertThat(codec.schema().fieldNames())
        .containsExactly(
            "run_id",
            "sweep",
            "workload",
            "evaluation",
            "step",
            "performance",
            "loss",
            "weight_norm",
            "gradient_norm",
            "parameter_distance",
            "function_distance");
  }

  @Test
  void featuresWithoutNamesAreOneColumnOfMaps() {
    StructType schema = RecordCodec.of(TrajectoryRow.class).schema();

    assertThat(schema.apply("features").dataType())
        .isEqualTo(DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType));
  }

  @Test
  void aNameThatTheCodecDoesNotKnowIsRefused() {
    var codec = RecordCodec.of(Nested.class, List.of("weight_norm"));

    assertThatThrownBy(() -> codec.row(NESTED))
        .hasMessage(
            "Invalid features: expected names out of [weight_norm], found [gradient_norm,"
                + " weight_norm]");
  }

  @Test
  void notANumberIsStoredAsNull() {
    var row = RecordCodec.of(Point.class).row(new Point("a", Double.NaN, 1.0, null));

    assertThat(row.isNullAt(1)).isTrue();
    assertThat(row.isNullAt(2)).isFalse();
  }

  @Test
  void anEnumIsStoredAsItsWord() {
    var codec = RecordCodec.of(Nested.class);

    var row = codec.row(NESTED);

    assertThat(row.getString(row.size() - 3)).isEqualTo("perturbed");
    assertThat(row.isNullAt(row.size() - 2)).isTrue();
  }

  @Test
  void everyTableHasASchema() {
    for (TableDefinition table : Tables.ALL) {
      List<String> columns = List.of(RecordCodec.of(table.record(), NAMES).schema().fieldNames());

      assertThat(columns)
          .as(table.name())
          .doesNotHaveDuplicates()
          .containsAll(table.partitionedBy())
          .containsAll(
              table.columns().stream()
                  .map(TableColumn::name)
                  .filter(name -> !NOT_OF_THE_RECORD.contains(name))
                  .toList());
    }
    assertThat(Tables.ALL).extracting(TableDefinition::name).doesNotHaveDuplicates();
  }
}
