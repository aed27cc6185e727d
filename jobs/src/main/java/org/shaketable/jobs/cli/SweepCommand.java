package org.shaketable.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.LakeLock;
import org.shaketable.jobs.sweep.Again;
import org.shaketable.jobs.sweep.SweepJob;
import org.shaketable.jobs.sweep.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains what a lake does not have of a sweep. */
@Command(name = "sweep", description = "Trains what is missing in the lake.")
final class SweepCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Mixin private SampleOption sample;

  @Option(
      names = "--retry-stopped",
      description = "Trains again what its time limit or want of memory stopped, too.")
  private boolean retryStopped;

  @Option(
      names = "--retry-damaged",
      description =
          "Trains again what has other rows than were written, too, as status --check tells.")
  private boolean retryDamaged;

  @Parameters(paramLabel = "CONFIG", description = "YAML file of the sweep.")
  private Path config;

  @Override
  public void run() {
    SweepPlan plan = sample.of(SweepPlan.of(SweepConfig.read(config)));
    PlanText.of(plan).forEach(System.out::println);
    SparkSession session = spark.sessionToTrain(plan.config());
    Lake opened = Lake.create(session, lake.directory());
    LakeLock.hold(
        opened,
        () -> {
          again().forEach(why -> SweepJob.forget(session, opened, plan, System.out, why));
          SweepJob.run(session, opened, plan, System.out);
        });
  }

  private List<Again> again() {
    List<Again> reasons = new ArrayList<>();
    if (retryStopped) {
      reasons.add(Again.STOPPED);
    }
    if (retryDamaged) {
      reasons.add(Again.DAMAGED);
    }
    return reasons;
  }
}
