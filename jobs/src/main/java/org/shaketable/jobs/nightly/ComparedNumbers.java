package org.shaketable.jobs.nightly;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.ProportionInterval;
import org.shaketable.analytics.stats.trial.Outcome;
import org.shaketable.analytics.table.ReportRow.ComparedNumber;

/** The numbers that nights are compared by. */
final class ComparedNumbers {
  static final String CRITICAL = "critical_magnitude";
  static final String DETECTOR = "detector";
  static final String COLLAPSE = "collapse_rate";

  private static final String NOT_LOST = "not_lost";

  /** Components of stability, by which nights are compared one by one. */
  static final Map<String, String> COMPONENTS =
      Map.of(
          NOT_LOST,
          "share of runs that are not lost",
          Outcome.RECOVERED.column(),
          "share of recoveries",
          Outcome.RETAINED_PERFORMANCE.column(),
          "retained performance",
          Outcome.SPIKE_FREE.column(),
          "share of losses without a spike");

  private static final double LEVEL = 0.95;
  private static final RecordCodec<ComparedNumber> CODEC = RecordCodec.of(ComparedNumber.class);

  private ComparedNumbers() {}

  /**
   * Components of stability by workload and dimension, critical magnitudes and detectors, of all
   * nights that the tables know.
   *
   * @param tables a table's rows by its name, at the version wanted
   */
  static List<ComparedNumber> of(String sweep, Function<String, Dataset<Row>> tables) {
    List<ComparedNumber> figures = new ArrayList<>();
    Object[] components = COMPONENTS.keySet().toArray();
    Dataset<Row> dimensions = tables.apply("dimension_stability");
    figures.addAll(
        figures(
            dimensions.where(col("metric").isin(components)),
            sweep,
            "metric",
            "dimension AS subject",
            "estimate",
            "lower",
            "upper",
            "CAST(NULL AS STRING) AS verdict"));
    figures.addAll(
        figures(
            dimensions.where(col("metric").equalTo(Outcome.LOST.column())),
            sweep,
            "'" + NOT_LOST + "'",
            "dimension AS subject",
            "1 - estimate AS estimate",
            "1 - upper AS lower",
            "1 - lower AS upper",
            "CAST(NULL AS STRING) AS verdict"));
    figures.addAll(
        figures(
            tables.apply("critical_magnitudes"),
            sweep,
            "'" + CRITICAL + "'",
            "concat_ws(' ', family, schedule, nullif(stochasticity, 'none')) AS subject",
            "magnitude AS estimate",
            "lower",
            "upper",
            "CAST(NULL AS STRING) AS verdict"));
    figures.addAll(
        figures(
            tables.apply("precedence").where("landmark IS NULL"),
            sweep,
            "'" + DETECTOR + "'",
            "detector AS subject",
            "concordance AS estimate",
            "concordance_lower AS lower",
            "concordance_upper AS upper",
            "verdict"));
    return figures;
  }

  private static List<ComparedNumber> figures(
      Dataset<Row> table, String sweep, String kind, String... columns) {
    List<String> all = new ArrayList<>(List.of(kind + " AS kind", "workload"));
    all.addAll(List.of(columns));
    return table
        .where(col("sweep").equalTo(sweep))
        .selectExpr(all.toArray(String[]::new))
        .sort("workload", "subject", "kind")
        .collectAsList()
        .stream()
        .map(CODEC::record)
        .toList();
  }

  /**
   * Share of runs that collapsed, of those that had learned, by workload and dimension, with
   * Wilson's interval: of one night's replicates, or of all others.
   *
   * @param runStability the table {@code run_stability}
   * @param replicates condition on the column {@code replicate}
   */
  static List<ComparedNumber> collapse(Dataset<Row> runStability, String sweep, String replicates) {
    return runStability
        .where(
            col("sweep").equalTo(sweep).and(col("role").equalTo("perturbed")).and(col("learned")))
        .where(replicates)
        .groupBy("workload", "dimension")
        .agg(
            org.apache.spark.sql.functions.expr("count_if(collapsed)"),
            org.apache.spark.sql.functions.expr("count(*)"))
        .sort("workload", "dimension")
        .collectAsList()
        .stream()
        .map(
            row -> {
              Interval rate = ProportionInterval.WILSON.of(row.getLong(2), row.getLong(3), LEVEL);
              return new ComparedNumber(
                  COLLAPSE,
                  row.getString(0),
                  row.getString(1),
                  rate.estimate(),
                  rate.lower(),
                  rate.upper(),
                  null);
            })
        .toList();
  }
}
