package org.shaketable.jobs.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.table.ReportRow;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.LakeLock;
import org.shaketable.jobs.nightly.Night;
import org.shaketable.jobs.nightly.Notice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a scheduler calls each night. */
@Command(
    name = "nightly",
    description =
        "Trains tonight's replicates, analyzes all nights, writes the dated report and compares it"
            + " with the one before; ends with 3 when something became worse.")
final class NightlyCommand implements Callable<Integer> {
  private static final int REGRESSION = 3;

  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Parameters(paramLabel = "CONFIG", description = "YAML file of the sweep.")
  private Path config;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Directory of the index of all nights, one for each sweep.")
  private Path out;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      converter = NightDate.class,
      description = "The night, which names the replicates; default: today in UTC.")
  private LocalDate date;

  @Option(
      names = "--notify",
      paramLabel = "URL",
      description = "Gets the night's summary as a POST of JSON.")
  private String notify;

  @Override
  public Integer call() {
    SweepConfig sweep = SweepConfig.read(config);
    OutOption.require(out, "reports");
    Optional<Notice> notice = Optional.ofNullable(notify).map(Notice::to);
    LocalDate night = date == null ? LocalDate.now(ZoneOffset.UTC) : date;
    SparkSession session = spark.sessionToTrain(sweep);
    Lake opened = Lake.create(session, lake.directory());
    AtomicReference<ReportRow> row = new AtomicReference<>();
    LakeLock.hold(opened, () -> row.set(Night.run(session, opened, sweep, night, out, System.out)));
    say(row.get());
    notice.ifPresent(to -> to.send(row.get(), System.err));
    return row.get().regressions().isEmpty() ? 0 : REGRESSION;
  }

  private void say(ReportRow row) {
    System.out.printf(
        "Night %s of sweep %s, %s: %s.%n",
        row.night(),
        row.sweep(),
        row.comparedWith() == null ? "the first" : "compared with night " + row.comparedWith(),
        row.regressions().isEmpty() ? "nothing became worse" : "something became worse");
    row.regressions().forEach(regression -> System.out.println("  " + regression.text()));
    System.out.printf("Report: %s%n", out.resolve(row.night()).resolve("index.html"));
    System.out.printf("All nights: %s%n", out.resolve("index.html"));
  }
}
