package org.shaketable.analytics.spark;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.stability.ConditionStability;
import org.shaketable.analytics.stats.stability.RunStability;

/** The tables {@code stability} and {@code dimension_stability} from judged runs. */
final class StabilityTables {
  private static final List<String> CONDITION = List.of(RunFacts.CONDITION.fieldNames());
  private static final List<String> DIMENSION = List.of("sweep", "workload", "dimension");

  /** Rows times replicates of one bootstrap stay below this; see {@link #replicates}. */
  private static final int DRAWS = 20_000_000;

  private static final int FEWEST = 2_000;

  private StabilityTables() {}

  /** One row per condition and metric. */
  static Dataset<Row> byCondition(Dataset<Row> judged, AnalyticsSettings settings) {
    return by(CONDITION, judged, settings);
  }

  /** One row per dimension of a workload and metric; the conditions are strata. */
  static Dataset<Row> byDimension(Dataset<Row> judged, AnalyticsSettings settings) {
    return by(DIMENSION, judged, settings);
  }

  private static Dataset<Row> by(
      List<String> keys, Dataset<Row> judged, AnalyticsSettings settings) {
    StructType key =
        new StructType(
            keys.stream()
                .map(name -> RunFacts.CONDITION.fields()[RunFacts.CONDITION.fieldIndex(name)])
                .toArray(StructField[]::new));
    StructType schema = result(key);
    MapFunction<Row, Row> keyOf = row -> RowFactory.create(keys.stream().map(row::getAs).toArray());
    FlatMapGroupsFunction<Row, Row, Row> metrics = (group, runs) -> metrics(group, runs, settings);
    return judged
        .filter(col("reference_run_id").isNotNull().and(col("status").notEqual("FAILED")))
        .select(columns())
        .groupByKey(keyOf, Encoders.row(key))
        .flatMapGroups(metrics, Encoders.row(schema));
  }

  private static Column[] columns() {
    return Stream.concat(
            CONDITION.stream(),
            Stream.of(
                "run_id",
                "learned",
                "collapsed",
                "recovered",
                "trajectory_ratio",
                "contraction",
                "spike_score"))
        .map(functions::col)
        .toArray(Column[]::new);
  }

  private static StructType result(StructType key) {
    return RunColumns.joined(
        key,
        new StructType()
            .add("metric", DataTypes.StringType)
            .add("estimate", DataTypes.DoubleType)
            .add("lower", DataTypes.DoubleType)
            .add("upper", DataTypes.DoubleType)
            .add("level", DataTypes.DoubleType)
            .add("n", DataTypes.IntegerType));
  }

  private static Iterator<Row> metrics(Row group, Iterator<Row> rows, AnalyticsSettings settings) {
    Map<String, List<RunStability>> conditions = new TreeMap<>();
    int runs = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      conditions.computeIfAbsent(condition(row), name -> new ArrayList<>()).add(run(row));
      runs++;
    }
    long seed = settings.seed() ^ Seeds.of(text(group));
    BootstrapSettings own =
        new BootstrapSettings(seed, replicates(settings.replicates(), runs), settings.level());
    return ConditionStability.ofStrata(conditions, own).entrySet().stream()
        .map(metric -> row(group, metric.getKey().column(), metric.getValue()))
        .iterator();
  }

  /**
   * Replicates for so many runs: as asked for, but fewer (2,000 at least) for large samples, where
   * the bounds move little from draw to draw.
   */
  private static int replicates(int wanted, int runs) {
    return Math.min(wanted, Math.max(FEWEST, DRAWS / Math.max(1, runs)));
  }

  private static String condition(Row row) {
    return CONDITION.stream()
        .map(name -> String.valueOf(row.<Object>getAs(name)))
        .toList()
        .toString();
  }

  private static String[] text(Row key) {
    String[] texts = new String[key.size()];
    Arrays.setAll(texts, i -> String.valueOf(key.get(i)));
    return texts;
  }

  private static RunStability run(Row row) {
    Boolean recovered = row.getAs("recovered");
    return new RunStability(
        row.getAs("run_id"),
        row.<Boolean>getAs("learned"),
        row.<Boolean>getAs("collapsed"),
        recovered == null ? Double.NaN : recovered ? 1 : 0,
        Cells.number(row, "trajectory_ratio"),
        Cells.number(row, "contraction"),
        Cells.number(row, "spike_score"));
  }

  private static Row row(Row group, String metric, Interval interval) {
    Object[] cells = Arrays.copyOf(keys(group), group.size() + 6);
    int i = group.size();
    cells[i++] = metric.toLowerCase(Locale.ROOT);
    cells[i++] = interval.estimate();
    cells[i++] = interval.lower();
    cells[i++] = interval.upper();
    cells[i++] = interval.level();
    cells[i] = (int) interval.n();
    return Cells.row(cells);
  }

  private static Object[] keys(Row group) {
    Object[] keys = new Object[group.size()];
    Arrays.setAll(keys, group::get);
    return keys;
  }
}
