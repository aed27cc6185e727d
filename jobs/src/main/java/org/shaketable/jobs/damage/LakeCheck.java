package org.shaketable.jobs.damage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.lake.Agreement;
import org.shaketable.jobs.lake.Lake;

/**
 * Everything that can be verified of a lake without training: files, rows, and what the tables say
 * of each other. (A run's digest covers its final parameters, too, which no table keeps: {@code
 * replay} verifies it.)
 */
public final class LakeCheck {
  /** The column that names a run's twin has had two names. */
  private static final List<String> TWIN = List.of("twin_run_id", "reference_run_id");

  private LakeCheck() {}

  /** What is wrong, each in a line with what can be done; nothing of a whole lake. */
  public static List<String> of(SparkSession spark, Lake lake) {
    List<String> lines =
        new ArrayList<>(Damages.of(spark, lake).stream().map(it -> it.line(lake)).toList());
    if (lines.isEmpty()) {
      lake
          .read("runs")
          .select("sweep")
          .union(lake.read("trajectories").select("sweep"))
          .distinct()
          .as(Encoders.STRING())
          .collectAsList()
          .stream()
          .sorted()
          .filter(sweep -> !Agreement.holds(lake, sweep))
          .map(sweep -> disagreement(lake, sweep))
          .forEach(lines::add);
      gaps(lake).ifPresent(lines::add);
      orphans(lake).ifPresent(lines::add);
    }
    return lines;
  }

  private static String disagreement(Lake lake, String sweep) {
    return "Damaged lake %s: tables runs and trajectories no longer agree on sweep %s; `shaketable sweep CONFIG` trains again what they do not agree on"
        .formatted(lake, sweep);
  }

  /** Runs whose evaluations are not numbered from 0 without a gap or a repetition. */
  private static Optional<String> gaps(Lake lake) {
    Dataset<Row> byRun =
        lake.read("trajectories")
            .groupBy("run_id")
            .agg(
                min("evaluation").as("first"),
                max("evaluation").as("last"),
                count(lit(1)).as("there"),
                countDistinct("evaluation").as("distinct"));
    return told(
        lake,
        byRun
            .where(
                col("first")
                    .notEqual(0)
                    .or(col("last").plus(1).notEqual(col("there")))
                    .or(col("there").notEqual(col("distinct"))))
            .count(),
        "runs of table trajectories have evaluations missing or twice; delete their rows from table"
            + " runs, then `shaketable sweep CONFIG` trains them again");
  }

  /** Runs whose clean twin is not there. */
  private static Optional<String> orphans(Lake lake) {
    Dataset<Row> runs = lake.read("runs");
    String twin =
        TWIN.stream().filter(Arrays.asList(runs.columns())::contains).findFirst().orElseThrow();
    Dataset<Row> there = runs.select(col("run_id").as(twin));
    return told(
        lake,
        runs.where(col(twin).isNotNull()).join(there, twin, "left_anti").count(),
        "runs of table runs have a clean twin that is not there; `shaketable sweep CONFIG` trains"
            + " it again");
  }

  private static Optional<String> told(Lake lake, long runs, String what) {
    return runs == 0
        ? Optional.empty()
        : Optional.of("Damaged lake %s: %,d %s".formatted(lake, runs, what));
  }
}
