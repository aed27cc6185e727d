package org.shaketable.jobs.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.bench.SyntheticLogs;
import org.shaketable.jobs.imports.ImportJob;
import org.shaketable.jobs.imports.mapping.Mapping;
import org.shaketable.jobs.lake.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times imports of made-up event files. */
@Command(
    name = "import",
    description = "Times imports of made-up event files: a hundredth of them, a tenth, all.")
final class BenchImportCommand implements Runnable {
  private static final String ROW = "%9s %14s %10s %10s %14s %10s%n";

  @Mixin private SparkOptions spark;

  @Option(
      names = "--files",
      defaultValue = "1000",
      description =
          "Event files of the largest import; default ${DEFAULT-VALUE}. Each of 1,000 steps of 10"
              + " series takes 0.9 MB of the directory for temporary files.")
  private int files;

  @Option(
      names = "--steps",
      defaultValue = "1000",
      description = "Steps that each logs; default ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--series",
      defaultValue = "10",
      description = "Series that each logs; default ${DEFAULT-VALUE}.")
  private int series;

  @Override
  public void run() {
    WholeNumber.require("--files", files, 1, 1_000_000);
    WholeNumber.require("--steps", steps, 1, 1_000_000);
    WholeNumber.require("--series", series, 1, 1_000);
    SparkSession session = spark.session();
    System.out.printf(ROW, "files", "values", "import s", "CPU s", "values/s", "again s");
    try {
      // The first round only warms the JVM up.
      measure(session, Math.max(1, files / 100));
      measure(session, Math.max(1, files / 10));
      measure(session, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void measure(SparkSession session, int size) throws IOException {
    Path directory = Files.createTempDirectory("shaketable-bench");
    try {
      Mapping mapping =
          Mapping.read(SyntheticLogs.write(directory.resolve("logs"), size, steps, series));
      Lake lake = Lake.create(session, directory.resolve("lake").toString());
      String from = directory.resolve("logs").toString();
      long spent = processorTime();
      long start = System.nanoTime();
      ImportJob.run(session, lake, mapping, from);
      double seconds = (System.nanoTime() - start) / 1e9;
      double processor = (processorTime() - spent) / 1e9;
      long again = System.nanoTime();
      ImportJob.run(session, lake, mapping, from);
      long values = (long) size * steps * series;
      System.out.printf(
          ROW,
          "%,d".formatted(size),
          "%,d".formatted(values),
          "%.1f".formatted(seconds),
          "%.1f".formatted(processor),
          "%,.0f".formatted(values / seconds),
          "%.1f".formatted((System.nanoTime() - again) / 1e9));
    } finally {
      FileUtils.deleteQuietly(directory.toFile());
    }
  }

  /** Nanoseconds of all threads, so that other work on the machine shows beside the clock. */
  private static long processorTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
