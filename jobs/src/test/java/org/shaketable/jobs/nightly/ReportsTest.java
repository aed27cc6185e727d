package org.shaketable.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.ReportRow;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.report.Headline;

class ReportsTest {
  private static final SparkSession SPARK = TestSession.spark();
  @TempDir Path directory;

  private static Headline collapsed(long runs) {
    return new Headline(
        new Headline.Counts(2, 8, 8, 0, 0, 0, 0, runs, 0, 0, 0, 0),
        List.of(),
        List.of(),
        0,
        Headline.Placebo.NONE,
        new Headline.Sensitivity(0, 0),
        new Headline.Sensitivity(0, 0),
        List.of());
  }

  private static ReportRow night(Lake lake, String night) {
    return Reports.row(lake, "small", 8, collapsed(3), List.of())
        .ofNight(night, 0, Optional.empty(), List.of());
  }

  @Test
  void anAuditIsNotedInThePlaceOfTheOneBeforeAndIsNoNight() {
    Lake lake = Lake.create(SPARK, directory.resolve("lake").toString());
    List.of("dimension_stability", "critical_magnitudes", "precedence")
        .forEach(
            table ->
                lake.append(
                    table,
                    SPARK.sql(
                        "SELECT 'small' AS sweep, 'cartpole' AS workload, 'DATA' AS dimension,"
                            + " 'lost' AS metric, 0.5D AS estimate, 0.2D AS lower, 0.8D AS upper,"
                            + " 'weight-noise' AS family, 'once' AS schedule, 'none' AS"
                            + " stochasticity, 2D AS magnitude, 'ewma' AS detector, 0.1D AS"
                            + " concordance, 0D AS concordance_lower, 0.2D AS concordance_upper,"
                            + " 'early' AS verdict, CAST(NULL AS INT) AS landmark")));
    Reports.put(SPARK, lake, night(lake, "2026-01-30"));

    Reports.noteAudit(SPARK, lake, "small", 8, collapsed(5));
    Reports.noteAudit(SPARK, lake, "other", 8, collapsed(6));
    Reports.noteAudit(SPARK, lake, "small", 8, collapsed(4));
    Reports.put(SPARK, lake, night(lake, "2026-01-31"));

    assertThat(
            lake
                .read("reports")
                .sort("sweep", "night")
                .select("sweep", "night", "collapsed")
                .collectAsList()
                .stream()
                .map(Row::toString))
        .containsExactly(
            "[other,null,6]", "[small,null,4]", "[small,2026-01-30,3]", "[small,2026-01-31,3]");
    assertThat(Reports.nights(lake, "small", "2026-01-31"))
        .extracting(ReportRow::night)
        .containsExactly("2026-01-30");
    ReportRow audit =
        RecordCodec.of(ReportRow.class)
            .record(lake.read("reports").where("sweep = 'small' AND night IS NULL").first());
    assertThat(audit.figures())
        .extracting(ReportRow.ComparedNumber::subject, ReportRow.ComparedNumber::estimate)
        .containsExactlyInAnyOrder(
            tuple("DATA", 0.5), tuple("weight-noise once", 2.0), tuple("ewma", 0.1));
    assertThat(audit.tableVersions())
        .contains(new ReportRow.TableVersion("precedence", 0))
        .extracting(ReportRow.TableVersion::table)
        .doesNotContain("reports");
    assertThat(audit.regressions()).isEmpty();
  }
}
