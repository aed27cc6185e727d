package org.shaketable.jobs.cli;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.report.Headline;
import org.shaketable.jobs.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the report of a sweep. */
@Command(name = "report", description = "Writes index.html and report.json.")
final class ReportCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;
  @Mixin private SweepOption sweep;
  @Mixin private OutOption out;

  @Override
  public void run() {
    out.check();
    SparkSession session = spark.session();
    Lake opened = Lake.open(session, lake.directory());
    Path directory = out.directory(opened);
    Headline headline = Report.write(session, opened, sweep.name(), directory);
    HeadlineText.of(headline, directory).forEach(System.out::println);
  }
}
