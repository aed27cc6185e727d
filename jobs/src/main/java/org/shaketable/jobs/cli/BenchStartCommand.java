package org.shaketable.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.bench.Arrivals;
import org.shaketable.jobs.bench.TemporaryLake;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.SweepJob;
import org.shaketable.jobs.sweep.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Times the first runs of a sweep from the start of the process on, which the launcher was. */
@Command(
    name = "start",
    description =
        "Trains a sweep and tells when its first runs were trained, from the start of this command"
            + " on, and how fast the next ones were.")
final class BenchStartCommand implements Runnable {
  private static final int WINDOW_SECONDS = 5;

  /** Over which a pace is taken to be reached: some runs take more than one. */
  private static final int SPAN_SECONDS = 2;

  private static final int WINDOWS = 6;

  @Mixin private SparkOptions spark;

  @Parameters(
      paramLabel = "CONFIG",
      description = "YAML file of a sweep, e.g. conf/quickstart.yaml.")
  private Path config;

  @Override
  public void run() {
    // The launcher becomes the JVM: the process began when it did.
    Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    SweepPlan plan = SweepPlan.of(SweepConfig.read(config));
    SparkSession session = spark.sessionToTrain(plan.config());
    Arrivals arrivals = TemporaryLake.with(session, lake -> train(session, lake, plan));
    print(arrivals, start.toEpochMilli(), System.out);
  }

  private static Arrivals train(SparkSession session, Lake lake, SweepPlan plan) {
    Arrivals arrivals = new Arrivals();
    session.sparkContext().addSparkListener(arrivals);
    SweepJob.run(session, lake, plan, System.out);
    return arrivals;
  }

  private static void print(Arrivals arrivals, double start, PrintStream out) {
    double begin = arrivals.begin();
    double last = arrivals.last();
    out.printf("First training begun after %.1f s.%n", (begin - start) / 1e3);
    out.printf("First runs trained after %.1f s.%n", (arrivals.first() - start) / 1e3);
    for (int window = 0; window < WINDOWS; window++) {
      double from = begin + 1e3 * WINDOW_SECONDS * window;
      if (from < last) {
        double to = Math.min(last, from + 1e3 * WINDOW_SECONDS);
        out.printf(
            "%2d to %2d s after that begin: %.1f runs/s, %.0f %% of the second half's pace.%n",
            WINDOW_SECONDS * window,
            WINDOW_SECONDS * (window + 1),
            arrivals.rate(from, to),
            100 * arrivals.pace(from, to));
      }
    }
    double half = arrivals.reached(0.5, 1e3 * SPAN_SECONDS);
    if (!Double.isNaN(half)) {
      out.printf(
          "Half of that pace, over %d s, was reached %.1f s after that begin.%n",
          SPAN_SECONDS, (half - begin) / 1e3);
    }
    out.printf("Second half of the time: %.1f runs/s.%n", arrivals.finalRate());
    out.println(
        "For the pace each run counts as many seconds as one of its workload took at the end.");
  }
}
