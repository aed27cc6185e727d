package org.shaketable.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.CheckpointStarts;
import org.shaketable.jobs.sweep.Pilot;
import org.shaketable.jobs.sweep.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a configuration would run. */
@Command(name = "plan", description = "Says what would run; trains nothing.")
final class PlanCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Mixin private SampleOption sample;

  @Parameters(paramLabel = "CONFIG", description = "YAML file of the sweep.")
  private Path config;

  @Option(
      names = "--measure",
      description = "Trains some clean runs of each workload to estimate the time; keeps none.")
  private boolean measure;

  @Override
  public void run() {
    SweepPlan plan = sample.of(SweepPlan.of(SweepConfig.read(config)));
    PrintStream out = System.out;
    PlanText.of(plan).forEach(out::println);
    SparkSession session = spark.session();
    if (measure) {
      SweepPlan resolved = CheckpointStarts.resolved(session, plan);
      out.println(PlanText.measured(resolved, Pilot.of(resolved), session));
    } else if (Lake.exists(session, lake.directory())) {
      SweepPlan resolved = CheckpointStarts.resolved(session, plan);
      out.println(PlanText.left(resolved, Lake.open(session, lake.directory()), session));
    } else {
      out.printf(
          "Lake %s does not exist yet: all %,d runs are to be trained."
              + " `shaketable plan --measure` estimates the time.%n",
          lake.directory(), plan.runs().size());
    }
  }
}
