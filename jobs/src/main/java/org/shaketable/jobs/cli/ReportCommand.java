package org.shaketable.jobs.cli;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.report.Headline;
import org.shaketable.jobs.report.PaperFiles;
import org.shaketable.jobs.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the report of a sweep. */
@Command(name = "report", description = "Writes index.html and report.json.")
final class ReportCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;
  @Mixin private SweepOption sweep;
  @Mixin private OutOption out;

  @Option(
      names = "--tables",
      paramLabel = "DIR",
      description =
          "Writes every table as CSV and LaTeX, too, and every figure as SVG where Chromium is"
              + " installed.")
  private Path tables;

  @Override
  public void run() {
    out.check();
    SparkSession session = spark.session();
    Lake opened = Lake.open(session, lake.directory());
    Path directory = out.directory(opened);
    if (tables == null) {
      tell(Report.write(session, opened, sweep.name(), directory), directory);
    } else {
      PaperFiles files = Report.writeWithTables(session, opened, sweep.name(), directory, tables);
      tell(files.headline(), directory);
      System.out.println(files.line(tables));
    }
  }

  private static void tell(Headline headline, Path directory) {
    HeadlineText.of(headline, directory).forEach(System.out::println);
  }
}
