package org.shaketable.jobs.cli;

import java.util.Locale;
import org.shaketable.jobs.Mistake;
import org.shaketable.training.bench.GpuBench;
import org.shaketable.training.gpu.Gpu;
import org.shaketable.training.gpu.Unavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times a classifier's updates on a GPU against the number of runs at once. */
@Command(
    name = "gpu",
    description = {
      "Times updates of a 4-64-64-10 classifier (batch 64, Adam) on a GPU, from 1 run at once to"
          + " 16,384, beside the vector engine on one core and, where python3 has torch, PyTorch,"
          + " and says whether the bits are equal."
    })
final class BenchGpuCommand implements Runnable {
  private static final int MOST_RUNS = 16_384;
  private static final int MOST_WHOLE = 1024;
  private static final int MOST_TORCH = 4096;
  private static final int CHECKED_RUNS = 16;
  private static final int CHECKED_UPDATES = 1000;

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  @Option(
      names = "--gpu",
      defaultValue = "0",
      description = "Number of the GPU; default ${DEFAULT-VALUE}.")
  private int number;

  @Option(
      names = "--seconds",
      defaultValue = "1",
      description = "Seconds of each measurement; default ${DEFAULT-VALUE}.")
  private int seconds;

  @Override
  public void run() {
    WholeNumber.require("--gpu", number, 0, 1023);
    WholeNumber.require("--seconds", seconds, 1, 60);
    try (Gpu gpu = Gpu.open(number)) {
      measure(gpu);
    } catch (Unavailable e) {
      throw new Mistake(e.getMessage(), e);
    }
  }

  private void measure(Gpu gpu) throws Unavailable {
    GpuBench bench = new GpuBench(gpu, seconds);
    System.out.printf("GPU %d: %s%n", number, gpu.name());
    long different = bench.different(CHECKED_RUNS, CHECKED_UPDATES);
    System.out.printf(
        Locale.ROOT,
        "Parameters after %,d updates, bit by bit those of the vector engine: %d of %d runs%n",
        CHECKED_UPDATES,
        CHECKED_RUNS - different,
        CHECKED_RUNS);
    System.out.printf(
        Locale.ROOT, "Vector engine, one core: %,.0f updates/s%n", bench.vectorRate());
    System.out.printf("PyTorch: all runs in common tensors, on %s%n", GpuBench.torchPlace());
    System.out.printf(
        "%8s %22s %26s %16s%n",
        "runs", "updates/s, GPU alone", "with the JVM's planning", "PyTorch");
    for (int runs = 1; runs <= MOST_RUNS; runs *= 4) {
      GpuBench.Rate rate = bench.rate(runs, MOST_WHOLE);
      System.out.printf(
          Locale.ROOT,
          "%,8d %,22.0f %26s %16s%n",
          runs,
          rate.kernel(),
          whole(rate.whole()),
          whole(runs <= MOST_TORCH ? bench.torchRate(runs).orElse(Double.NaN) : Double.NaN));
    }
  }

  private static String whole(double rate) {
    return Double.isNaN(rate) ? "" : String.format(Locale.ROOT, "%,.0f", rate);
  }
}
