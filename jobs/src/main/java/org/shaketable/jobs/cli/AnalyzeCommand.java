package org.shaketable.jobs.cli;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.jobs.analyze.Analysis;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.LakeLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Computes the result tables. */
@Command(name = "analyze", description = "Computes the result tables from the runs.")
final class AnalyzeCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;
  @Mixin private SweepOption sweep;

  @Override
  public void run() {
    SparkSession session = spark.session();
    Lake opened = Lake.open(session, lake.directory());
    LakeLock.hold(
        opened,
        () -> {
          List<String> analyzed = Analysis.run(opened, sweep.name(), AnalyticsSettings.DEFAULT);
          System.out.printf(
              "Analyzed %s; lake %s has the tables %s.%n",
              String.join(", ", analyzed), opened, String.join(", ", opened.tables()));
        });
  }
}
