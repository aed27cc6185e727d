package org.shaketable.analytics.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The numbers of one evaluation in the order in which they travel: those every trajectory has, then
 * the meta-state features, which are all further columns of doubles in the table; norms on a log
 * scale, so with {@code log_} before their name.
 */
record TrajectoryColumns(List<String> features) implements Serializable {
  static final int EVALUATION = 0;
  static final int STEP = 1;
  static final int PERFORMANCE = 2;
  static final int LOSS = 3;
  static final int PARAMETER_DISTANCE = 4;
  static final int FUNCTION_DISTANCE = 5;

  private static final List<String> FIXED =
      List.of(
          "evaluation", "step", "performance", "loss", "parameter_distance", "function_distance");

  /** Features that are taken on a log scale. */
  private static final Set<String> LOGARITHMIC = Set.of("gradient_norm", "weight_norm");

  private static final String LOG = "log_";

  TrajectoryColumns {
    features = List.copyOf(features);
  }

  /** The columns of a table of trajectories. */
  static TrajectoryColumns of(StructType schema) {
    Set<String> fixed = Set.copyOf(FIXED);
    return new TrajectoryColumns(
        Arrays.stream(schema.fields())
            .filter(field -> field.dataType().equals(DataTypes.DoubleType))
            .map(StructField::name)
            .filter(name -> !fixed.contains(name))
            .map(name -> LOGARITHMIC.contains(name) ? LOG + name : name)
            .toList());
  }

  /** The table with some of its columns as they are, then all numbers as doubles. */
  Dataset<Row> select(Dataset<Row> trajectories, String... keys) {
    Stream<Column> numbers = names().stream().map(TrajectoryColumns::number);
    return trajectories.select(
        Stream.concat(Arrays.stream(keys).map(functions::col), numbers).toArray(Column[]::new));
  }

  private static Column number(String name) {
    boolean logarithmic =
        name.startsWith(LOG) && LOGARITHMIC.contains(name.substring(LOG.length()));
    Column column =
        logarithmic
            ? functions.log(functions.col(name.substring(LOG.length())))
            : functions.col(name);
    return column.cast(DataTypes.DoubleType).as(name);
  }

  /** All names, in order. */
  List<String> names() {
    return Stream.concat(FIXED.stream(), features.stream()).toList();
  }

  /** Numbers per evaluation. */
  int width() {
    return FIXED.size() + features.size();
  }

  /** Where the first feature stands. */
  static int firstFeature() {
    return FIXED.size();
  }

  /** Where a column stands; -1 if the table has none of that name. */
  int indexOf(String name) {
    return names().indexOf(name);
  }
}
