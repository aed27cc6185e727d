package org.shaketable.jobs.nightly;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.table.ReportRow;
import org.shaketable.analytics.table.ReportRow.ComparedNumber;
import org.shaketable.analytics.table.ReportRow.Regression;
import org.shaketable.analytics.table.ReportRow.TableVersion;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.analyze.Analysis;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.report.Headline;
import org.shaketable.jobs.report.Report;
import org.shaketable.jobs.sweep.SweepJob;

/**
 * One night: trains its share, analyzes the runs of all nights, writes the dated report and
 * compares it with the one before. To be called by the owner of the lake's lock. The same night
 * again trains nothing, and puts the same report in the place of the first.
 */
public final class Night {
  private final SparkSession spark;
  private final Lake lake;
  private final SweepConfig config;
  private final NightShare share;
  private final PrintStream out;

  private Night(
      SparkSession spark, Lake lake, SweepConfig config, LocalDate date, PrintStream out) {
    this.spark = spark;
    this.lake = lake;
    this.config = config;
    this.share = NightShare.of(config, date);
    this.out = out;
  }

  /**
   * Does what a night is for.
   *
   * @param directory the directory of the index; the report goes into a directory below, named by
   *     the date
   * @return the row of {@code reports}, which lists the regressions
   * @throws Mistake when the lake has a later night
   */
  public static ReportRow run(
      SparkSession spark,
      Lake lake,
      SweepConfig config,
      LocalDate date,
      Path directory,
      PrintStream out) {
    return new Night(spark, lake, config, date, out).run(directory);
  }

  private ReportRow run(Path directory) {
    List<ReportRow> earlier = earlier();
    SweepJob.run(spark, lake, share.plan(config), out);
    out.println("Analyzing.");
    Optional<String> sweep = Optional.of(config.sweep());
    Analysis.run(lake, sweep, AnalyticsSettings.DEFAULT);
    Headline headline = Report.write(spark, lake, sweep, directory.resolve(share.name()));
    List<ComparedNumber> figures = ComparedNumbers.of(config.sweep(), lake::read);
    Optional<ReportRow> before = earlier.stream().findFirst();
    List<NumberChange> changes = changes(before, figures);
    ReportRow row =
        Reports.row(lake, config.sweep(), share.replicates(), headline, figures)
            .ofNight(
                share.name(),
                share.first(),
                before.map(ReportRow::night),
                regressions(before, changes));
    Reports.put(spark, lake, row);
    NightPages.write(
        directory, row, changes, Stream.concat(Stream.of(row), earlier.stream()).toList());
    return row;
  }

  /** The nights before, latest first. */
  private List<ReportRow> earlier() {
    List<ReportRow> nights = Reports.nights(lake, config.sweep(), share.name());
    if (!nights.isEmpty() && nights.get(0).night().compareTo(share.name()) > 0) {
      throw new Mistake(
          "Cannot report on night %s of sweep %s: lake %s has night %s already, with runs that were not there then; give that date or a later one with --date"
              .formatted(share.name(), config.sweep(), lake, nights.get(0).night()));
    }
    return nights;
  }

  private List<NumberChange> changes(Optional<ReportRow> before, List<ComparedNumber> figures) {
    String tonight =
        "replicate >= %d AND replicate < %d"
            .formatted(share.first(), share.first() + share.replicates());
    Dataset<Row> runs = lake.read("run_stability");
    List<ComparedNumber> others =
        ComparedNumbers.collapse(runs, config.sweep(), "NOT (" + tonight + ")");
    List<NumberChange> changes =
        new ArrayList<>(NumberChange.of(before.map(this::asTheyWere).orElse(List.of()), figures));
    changes.addAll(
        NumberChange.of(others, ComparedNumbers.collapse(runs, config.sweep(), tonight)));
    return changes;
  }

  /** The figures of a night, from the tables as they were then, by Delta's time travel. */
  private List<ComparedNumber> asTheyWere(ReportRow night) {
    Function<String, Dataset<Row>> tables =
        table ->
            night.tableVersions().stream()
                .filter(entry -> entry.table().equals(table))
                .findFirst()
                .map(entry -> lake.read(table, entry.version()))
                .orElseThrow();
    if (remade(night)) {
      return asNoted(night);
    }
    try {
      return ComparedNumbers.of(config.sweep(), tables);
    } catch (Exception e) {
      // What Delta and Spark throw of a version that is gone is checked, but not declared.
      boolean gone = e instanceof SparkException || e.getClass().getName().contains("delta");
      if (e instanceof RuntimeException fault && !gone) {
        throw fault;
      }
      return asNoted(night);
    }
  }

  /**
   * Whether a table was lost and made again after a night: its versions began anew, and that of the
   * night's number is another.
   */
  private boolean remade(ReportRow night) {
    Instant noted = Instant.parse(night.generated()).plusSeconds(1);
    return night.tableVersions().stream()
        .map(TableVersion::table)
        .filter(lake::has)
        .anyMatch(table -> lake.made(table).isAfter(noted));
  }

  private List<ComparedNumber> asNoted(ReportRow night) {
    out.printf(
        "The tables are no longer kept as they were in night %s: compared with the numbers noted"
            + " then.%n",
        night.night());
    return night.figures();
  }

  private List<Regression> regressions(Optional<ReportRow> before, List<NumberChange> changes) {
    String than = before.map(night -> "night " + night.night()).orElse("earlier nights");
    return changes.stream()
        .flatMap(
            change ->
                change
                    .regression(
                        change.now().kind().equals(ComparedNumbers.COLLAPSE)
                            ? "all earlier nights"
                            : than)
                    .stream())
        .toList();
  }
}
