package org.shaketable.jobs.nightly;

import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.ReportRow;
import org.shaketable.analytics.table.ReportRow.ComparedNumber;
import org.shaketable.analytics.table.ReportRow.TableVersion;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.report.Headline;

/**
 * The table {@code reports}: a row for each report of a night and for the last audit of each sweep.
 * To be written by the owner of the lake's lock.
 */
public final class Reports {
  private static final String TABLE = "reports";
  private static final RecordCodec<ReportRow> CODEC = RecordCodec.of(ReportRow.class);

  private Reports() {}

  /** Notes the report of an audit, which is compared with none. */
  public static void noteAudit(
      SparkSession spark, Lake lake, String sweep, int replicates, Headline headline) {
    put(spark, lake, row(lake, sweep, replicates, headline, ComparedNumbers.of(sweep, lake::read)));
  }

  /** Puts a row in the place of that of the same night, or of the sweep's audit before. */
  static void put(SparkSession spark, Lake lake, ReportRow row) {
    lake.replaceWhere(
        TABLE,
        CODEC.dataset(spark, List.of(row)).coalesce(1),
        "sweep = '%s' AND night %s"
            .formatted(row.sweep(), row.night() == null ? "IS NULL" : "= '" + row.night() + "'"));
  }

  /** The nights of a sweep but one, latest first. */
  static List<ReportRow> nights(Lake lake, String sweep, String butNot) {
    return lake
        .read(TABLE)
        .where(col("sweep").equalTo(sweep))
        // Neither holds of an audit, which has no night.
        .where(col("night").notEqual(butNot))
        .sort(col("night").desc())
        .collectAsList()
        .stream()
        .map(CODEC::record)
        .toList();
  }

  /** The row of a report that belongs to no night. */
  static ReportRow row(
      Lake lake, String sweep, int replicates, Headline headline, List<ComparedNumber> figures) {
    Headline.Counts counts = headline.counts();
    return new ReportRow(
        null,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        sweep,
        0,
        replicates,
        lake.tables().stream()
            .filter(table -> !table.equals(TABLE))
            .map(table -> new TableVersion(table, lake.version(table)))
            .toList(),
        counts.clean(),
        counts.perturbed(),
        counts.collapsed(),
        counts.neverLearned(),
        counts.diverged(),
        counts.failed(),
        figures,
        null,
        List.of());
  }
}
