package org.shaketable.jobs.damage;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.Agreement;
import org.shaketable.jobs.lake.DriverQuery;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.SmallLake;
import scala.collection.JavaConverters;

/**
 * Everything that can be verified of a lake without training: files, rows by the digests that were
 * noted when they were written, and what the tables say of each other. (The digest of the run
 * itself covers its final parameters, too, which no table keeps: {@code replay} verifies it.)
 */
public final class LakeCheck {
  /** The column that names a run's twin has had two names. */
  private static final List<String> TWIN = List.of("twin_run_id", "reference_run_id");

  /** What names a row of the table {@code workloads}. */
  private static final List<String> WORKLOAD = List.of("sweep", "workload", "configuration");

  private static final String AGAIN =
      "`shaketable sweep CONFIG --retry-damaged` trains them again, `shaketable import` reads them"
          + " again";

  private LakeCheck() {}

  /**
   * How many runs of a lake have rows that nothing is known to compare with, because an earlier
   * version wrote them.
   */
  public static long unproved(Lake lake) {
    return SmallLake.duringIfSmall(lake, lake.session(), () -> RowsCheck.of(lake).unproved());
  }

  /** What is wrong, each in a line with what can be done; nothing of a whole lake. */
  public static List<String> of(SparkSession spark, Lake lake) {
    List<String> lines =
        new ArrayList<>(Damages.of(spark, lake).stream().map(it -> it.line(lake)).toList());
    lake.lost().stream().map(Mistake::getMessage).forEach(lines::add);
    return lines.isEmpty() ? SmallLake.duringIfSmall(lake, spark, () -> ofTables(lake)) : lines;
  }

  /** What is wrong with tables all of whose files can be read. */
  private static List<String> ofTables(Lake lake) {
    List<String> lines = new ArrayList<>();
    sweeps(lake)
        .filter(sweep -> !Agreement.holds(lake, sweep))
        .map(sweep -> disagreement(lake, sweep))
        .forEach(lines::add);
    RowsCheck rows = RowsCheck.of(lake);
    gaps(lake, rows).ifPresent(lines::add);
    altered(lake, rows).ifPresent(lines::add);
    orphans(lake).ifPresent(lines::add);
    unknown(lake).ifPresent(lines::add);
    return lines;
  }

  private static Stream<String> sweeps(Lake lake) {
    Dataset<Row> all =
        lake.now("runs").select("sweep").union(lake.now("trajectories").select("sweep"));
    return DriverQuery.rows(all.distinct()).stream().map(row -> row.getString(0)).sorted();
  }

  private static String disagreement(Lake lake, String sweep) {
    return "Damaged lake %s: tables runs and trajectories no longer agree on sweep %s; `shaketable sweep CONFIG` trains again what they do not agree on"
        .formatted(lake, sweep);
  }

  /** Runs whose rows are not those that were written. */
  private static Optional<String> altered(Lake lake, RowsCheck rows) {
    return told(
        lake,
        rows.altered(),
        "runs of table trajectories hold other values than were written: they do not give the"
            + " digests that table runs has of them; "
            + AGAIN);
  }

  /** Runs whose evaluations are not numbered from 0 without a gap or a repetition. */
  private static Optional<String> gaps(Lake lake, RowsCheck rows) {
    return told(
        lake,
        rows.numberedWrongly(),
        "runs of table trajectories have evaluations missing or twice; " + AGAIN);
  }

  /** Runs whose clean twin is not there. */
  private static Optional<String> orphans(Lake lake) {
    Dataset<Row> runs = lake.now("runs");
    String twin =
        TWIN.stream().filter(Arrays.asList(runs.columns())::contains).findFirst().orElseThrow();
    Dataset<Row> there = runs.select(col("run_id").as(twin));
    return told(
        lake,
        runs.where(col(twin).isNotNull()).join(there, twin, "left_anti"),
        "runs of table runs have a clean twin that is not there; `shaketable sweep CONFIG` trains"
            + " it again");
  }

  /** Runs of a workload that the lake does not say what it is. */
  private static Optional<String> unknown(Lake lake) {
    return told(
        lake,
        lake.now("runs")
            .join(
                lake.now("workloads").select(key()),
                JavaConverters.asScalaBuffer(WORKLOAD),
                "left_anti"),
        "runs of table runs have a workload that table workloads lacks; `shaketable sweep CONFIG`,"
            + " or `shaketable import`, writes it again");
  }

  private static Column[] key() {
    return WORKLOAD.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
  }

  private static Optional<String> told(Lake lake, Dataset<Row> runs, String what) {
    long found = DriverQuery.count(runs);
    return found == 0
        ? Optional.empty()
        : Optional.of("Damaged lake %s: %,d %s".formatted(lake, found, what));
  }
}
