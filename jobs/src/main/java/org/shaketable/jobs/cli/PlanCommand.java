package org.shaketable.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.EmptiedCommits;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.CheckpointStarts;
import org.shaketable.jobs.sweep.Pilot;
import org.shaketable.jobs.sweep.PlanCounts;
import org.shaketable.jobs.sweep.TimeEstimate;
import org.shaketable.jobs.sweep.ToTrain;
import org.shaketable.training.language.Started;
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
    SweepConfig asked = SweepConfig.read(config);
    PrintStream out = System.out;
    PlanCounts counts = sample.counts(asked);
    PlanText.of(asked, counts).forEach(out::println);
    new PowerText(asked).lines().forEach(out::println);
    SparkSession session = spark.session();
    int cores = session.sparkContext().defaultParallelism();
    if (measure) {
      SweepConfig resolved = CheckpointStarts.resolved(session, asked);
      ThresholdText.of(resolved).forEach(out::println);
      TimeEstimate estimate = Pilot.of(session, resolved);
      out.println(PlanText.measured(left(resolved, Set.of(), counts), estimate, cores));
    } else if (Lake.exists(session, lake.directory())) {
      SweepConfig resolved = CheckpointStarts.resolved(session, asked);
      ThresholdText.of(resolved).forEach(out::println);
      Lake there = Lake.open(session, lake.directory());
      EmptiedCommits.refuse(there);
      ToTrain left = left(resolved, there.runIds(asked.sweep()), counts);
      out.println(PlanText.left(left, there, TimeEstimate.of(there, asked.sweep()), cores));
    } else {
      if (withoutStarts(asked)) {
        ThresholdText.of(asked).forEach(out::println);
      }
      out.printf(
          "Lake %s does not exist yet: all %,d runs are to be trained."
              + " `shaketable plan --measure` estimates the time.%n",
          lake.directory(), counts.runs());
    }
  }

  /** Else run_ids are not known before the checkpoints are read. */
  private static boolean withoutStarts(SweepConfig asked) {
    return asked.workloads().stream().noneMatch(workload -> workload.learner() instanceof Started);
  }

  private ToTrain left(SweepConfig resolved, Set<String> present, PlanCounts counts) {
    return ToTrain.of(
        sample.runs(resolved), present, new LinesOfProgress(counts.runs(), System.out));
  }
}
