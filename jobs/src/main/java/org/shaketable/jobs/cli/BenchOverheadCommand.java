package org.shaketable.jobs.cli;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.bench.Overhead;
import org.shaketable.jobs.bench.TemporaryLake;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares sweeps through Spark and Delta with the time that their trainings alone take. */
@Command(
    name = "overhead",
    description =
        "Compares a sweep with the time its trainings alone take: its runs against a plain loop,"
            + " and trials of a fixed duration.")
final class BenchOverheadCommand implements Runnable {
  private static final String ROW = "%-28s %8s %10s %10s %9s%n";
  private static final int WARM_UP_REPLICATES = 20;

  @Mixin private SparkOptions spark;

  @Parameters(paramLabel = "CONFIG", description = "YAML file of a sweep, e.g. conf/overhead.yaml.")
  private Path config;

  @Option(
      names = "--trials",
      defaultValue = "10000",
      description = "Trials of a fixed duration; 0 for none; default ${DEFAULT-VALUE}.")
  private int trials;

  @Option(
      names = "--milliseconds",
      defaultValue = "100",
      description = "Duration of each; default ${DEFAULT-VALUE}.")
  private int milliseconds;

  @Option(
      names = "--rounds",
      defaultValue = "1",
      description = "How often runs and loop are compared; default ${DEFAULT-VALUE}.")
  private int rounds;

  @Override
  public void run() {
    WholeNumber.require("--trials", trials, 0, 1_000_000);
    WholeNumber.require("--milliseconds", milliseconds, 1, 60_000);
    WholeNumber.require("--rounds", rounds, 0, 1000);
    SweepConfig sweep = SweepConfig.read(config);
    SparkSession session = spark.session();
    // The first sweep of a process pays for loading and compiling Spark.
    TemporaryLake.with(session, lake -> fixed(session, lake, sweep, WARM_UP_REPLICATES));
    System.out.printf(ROW, "what", "runs", "ideal s", "sweep s", "overhead");
    if (trials > 0) {
      int perReplicate = SweepPlan.of(sweep.withReplicates(1)).runs().size();
      int replicates = (int) Math.ceil((double) trials / perReplicate);
      print(
          "trials of %d ms".formatted(milliseconds),
          TemporaryLake.with(session, lake -> fixed(session, lake, sweep, replicates)));
    }
    for (int round = 1; round <= rounds; round++) {
      print(
          "trainings, round %d".formatted(round),
          TemporaryLake.with(
              session, lake -> Overhead.ofTrainings(session, lake, SweepPlan.of(sweep))));
    }
  }

  private Overhead fixed(SparkSession session, Lake lake, SweepConfig sweep, int replicates) {
    SweepPlan plan = SweepPlan.of(sweep.withReplicates(replicates));
    return Overhead.ofFixedTrials(session, lake, plan, milliseconds / 1e3);
  }

  private static void print(String what, Overhead overhead) {
    System.out.printf(
        ROW,
        what,
        "%,d".formatted(overhead.runs()),
        "%.1f".formatted(overhead.idealSeconds()),
        "%.1f".formatted(overhead.seconds()),
        "%.1f %%".formatted(100 * overhead.share()));
  }
}
