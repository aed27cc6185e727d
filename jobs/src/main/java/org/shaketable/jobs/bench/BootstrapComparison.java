package org.shaketable.jobs.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Statistic;
import org.shaketable.analytics.stats.bootstrap.Strata;

/**
 * 50,000 stratified bootstrap replicates of the interquartile mean of 100 runs on 10 tasks, on one
 * core, beside a NumPy loop that does as rliable does (arXiv 2108.13264).
 *
 * @param seconds this thread's processor time, in seconds
 * @param numpySeconds the Python process's processor time, in seconds; empty where no Python with
 *     NumPy is there
 */
public record BootstrapComparison(double seconds, Optional<Double> numpySeconds) {
  private static final int RUNS = 100;
  private static final int TASKS = 10;
  private static final int REPLICATES = 50_000;
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  /** Measures both. */
  public static BootstrapComparison measure() {
    SplittableRandom random = new SplittableRandom(1);
    double[][] scores = new double[RUNS][TASKS];
    for (double[] run : scores) {
      java.util.Arrays.setAll(run, task -> random.nextDouble());
    }
    Strata strata = Strata.ofMatrix(scores);
    BootstrapSettings settings = BootstrapSettings.of(1);
    // The first rounds are for the compiler.
    for (int i = 0; i < 3; i++) {
      interval(strata, settings.withReplicates(REPLICATES / 10));
    }
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    interval(strata, settings);
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    return new BootstrapComparison(
        (end - start) / 1e9,
        PYTHONS.stream().map(BootstrapComparison::numpy).flatMap(Optional::stream).findFirst());
  }

  private static void interval(Strata strata, BootstrapSettings settings) {
    Bootstrap.percentile(strata, Statistic.interquartileMean(0), settings);
  }

  private static Optional<Double> numpy(String python) {
    try (InputStream script =
        BootstrapComparison.class.getResourceAsStream("stratified_bootstrap.py")) {
      ProcessBuilder builder =
          new ProcessBuilder(
              python,
              "-c",
              new String(script.readAllBytes(), StandardCharsets.UTF_8),
              String.valueOf(RUNS),
              String.valueOf(TASKS),
              String.valueOf(REPLICATES));
      builder.environment().put("OMP_NUM_THREADS", "1");
      Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0
          ? Optional.of(Double.parseDouble(answer.strip()))
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (IOException e) {
      // No such Python.
      return Optional.empty();
    }
  }

  /** The comparison in one line. */
  public String line() {
    String own =
        "%,d stratified bootstrap replicates of %d x %d scores: %.2f s of one core"
            .formatted(REPLICATES, RUNS, TASKS, seconds);
    return own
        + numpySeconds
            .map(
                numpy ->
                    "; a NumPy loop as rliable's: %.2f s, %.1f times as long"
                        .formatted(numpy, numpy / seconds))
            .orElse("; no Python with NumPy to compare with");
  }
}
