package org.shaketable.jobs.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.jobs.analyze.Analysis;
import org.shaketable.jobs.bench.BootstrapComparison;
import org.shaketable.jobs.bench.HeapPeak;
import org.shaketable.jobs.bench.SyntheticLake;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Times analysis and report on a made-up lake, and tells the largest heap that a garbage collection
 * left meanwhile, so that one sees how both grow with runs. In local mode driver and executors
 * share it.
 */
@Command(
    name = "analytics",
    description = "Times analyze and report on a made-up lake, at a tenth of the size and at all.")
final class BenchAnalyticsCommand implements Runnable {
  private static final String ROW = "%9s %12s %12s %10s %10s %10s %10s %10s%n";

  @Mixin private SparkOptions spark;

  @Option(
      names = "--runs",
      defaultValue = "10000",
      description = "Runs of the larger lake; default ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--evaluations",
      defaultValue = "1000",
      description = "Evaluations of each run; default ${DEFAULT-VALUE}.")
  private int evaluations;

  @Option(
      names = "--sweeps",
      defaultValue = "1",
      description =
          "Sweeps of the larger size that follow one another in one lake; default"
              + " ${DEFAULT-VALUE}.")
  private int sweeps;

  @Override
  public void run() {
    WholeNumber.require("--runs", runs, 25, 1_000_000);
    WholeNumber.require("--evaluations", evaluations, 10, 100_000);
    WholeNumber.require("--sweeps", sweeps, 1, 1000);
    System.out.println(BootstrapComparison.measure().line());
    SparkSession session = spark.session();
    System.out.printf(
        ROW,
        "runs",
        "rows",
        "in the lake",
        "analyze s",
        "report s",
        "together s",
        "CPU s",
        "heap MB");
    try {
      // The first round only warms the JVM up.
      measure(session, Math.max(25, runs / 100), 1);
      measure(session, Math.max(25, runs / 10), 1);
      measure(session, runs, sweeps);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes so many sweeps of a size in a lake of their own, each judged before the next is made. */
  private void measure(SparkSession session, int size, int count) throws IOException {
    Path directory = Files.createTempDirectory("shaketable-bench");
    try {
      Lake lake = Lake.create(session, directory.resolve("lake").toString());
      for (int number = 1; number <= count; number++) {
        measure(session, lake, "synthetic-" + number, size, directory.resolve("report" + number));
      }
    } finally {
      delete(session, directory);
    }
  }

  private void measure(SparkSession session, Lake lake, String sweep, int size, Path report)
      throws IOException {
    try (HeapPeak heap = new HeapPeak()) {
      SyntheticLake.write(session, lake, sweep, size, evaluations);
      long spent = processorTime();
      long start = System.nanoTime();
      Analysis.run(lake, Optional.of(sweep), AnalyticsSettings.DEFAULT);
      long analyzed = System.nanoTime();
      Report.write(session, lake, Optional.of(sweep), report);
      long reported = System.nanoTime();
      System.out.printf(
          ROW,
          "%,d".formatted(size),
          "%,d".formatted((long) size * (evaluations + 1)),
          "%,d".formatted(lake.read("runs").count()),
          seconds(analyzed - start),
          seconds(reported - analyzed),
          seconds(reported - start),
          seconds(processorTime() - spent),
          "%,d".formatted(heap.bytes() >> 20));
    } finally {
      session.catalog().clearCache();
    }
  }

  /** Nanoseconds of all threads, so that other work on the machine shows beside the clock. */
  private static long processorTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static String seconds(long nanos) {
    return "%.1f".formatted(nanos / 1e9);
  }

  private static void delete(SparkSession session, Path directory) throws IOException {
    var path = new org.apache.hadoop.fs.Path(directory.toUri());
    path.getFileSystem(session.sparkContext().hadoopConfiguration()).delete(path, true);
  }
}
