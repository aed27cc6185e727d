package org.shaketable.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.CheckpointStarts;
import org.shaketable.jobs.sweep.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what a configuration would run. */
@Command(name = "plan", description = "Says what would run; trains nothing.")
final class PlanCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Parameters(paramLabel = "CONFIG", description = "YAML file of the sweep.")
  private Path config;

  @Override
  public void run() {
    SweepPlan plan = SweepPlan.of(SweepConfig.read(config));
    PrintStream out = System.out;
    PlanText.of(plan).forEach(out::println);
    SparkSession session = spark.session();
    if (Lake.exists(session, lake.directory())) {
      SweepPlan resolved = CheckpointStarts.resolved(session, plan);
      out.println(PlanText.left(resolved, Lake.open(session, lake.directory()), session));
    } else {
      out.printf(
          "Lake %s does not exist yet: all %,d runs are to be trained. There is no estimate of the"
              + " time before `shaketable sweep` has trained one pair of each workload.%n",
          lake.directory(), plan.runs().size());
    }
  }
}
