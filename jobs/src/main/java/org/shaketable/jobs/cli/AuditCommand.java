package org.shaketable.jobs.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.jobs.analyze.Analysis;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.LakeLock;
import org.shaketable.jobs.nightly.Reports;
import org.shaketable.jobs.report.Headline;
import org.shaketable.jobs.report.Report;
import org.shaketable.jobs.sweep.SweepJob;
import org.shaketable.jobs.sweep.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Everything from a configuration to a report. */
@Command(name = "audit", description = "Sweep, analyze and report in one.")
final class AuditCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;
  @Mixin private OutOption out;

  @Mixin private SampleOption sample;

  @Parameters(paramLabel = "CONFIG", description = "YAML file of the sweep.")
  private Path config;

  @Override
  public void run() {
    SweepPlan plan = sample.of(SweepPlan.of(SweepConfig.read(config)));
    PlanText.of(plan).forEach(System.out::println);
    out.check();
    SparkSession session = spark.sessionToTrain(plan.config());
    Lake opened = Lake.create(session, lake.directory());
    Path directory = out.directory(opened);
    LakeLock.hold(
        opened,
        () -> {
          SweepJob.run(session, opened, plan, System.out);
          System.out.println("Analyzing.");
          Optional<String> sweep = Optional.of(plan.sweep());
          Analysis.run(opened, sweep, AnalyticsSettings.DEFAULT);
          Headline headline = Report.write(session, opened, sweep, directory);
          int replicates = plan.config().replicates();
          Reports.noteAudit(session, opened, plan.sweep(), replicates, headline);
          HeadlineText.of(headline, directory).forEach(System.out::println);
        });
  }
}
