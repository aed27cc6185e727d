package org.shaketable.jobs.cli;

import java.util.Locale;
import org.shaketable.jobs.Mistake;
import org.shaketable.training.bench.GpuBench;
import org.shaketable.training.bench.GpuWork;
import org.shaketable.training.gpu.Gpu;
import org.shaketable.training.gpu.Unavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times what the kernels train on a GPU against the number of runs at once. */
@Command(
    name = "gpu",
    description = {
      "Times a classifier, PPO on CartPole and a small language model on a GPU, from 1 run at once"
          + " to 16,384 as far as its memory has room, beside the vector engine on one core and,"
          + " where python3 has torch, PyTorch (not for PPO), and says whether the bits are equal."
    })
final class BenchGpuCommand implements Runnable {
  private static final int MOST_RUNS = 16_384;
  private static final int MOST_WHOLE = 1024;
  private static final int MOST_TORCH = 4096;
  private static final int CHECKED_RUNS = 16;

  /** Updates of a classifier or language model; two iterations of PPO. */
  private static final int CHECKED_STEPS = 1000;

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
      System.out.printf("GPU %d: %s%n", number, gpu.name());
      System.out.printf("PyTorch: all runs in common tensors, on %s%n", GpuBench.torchPlace());
      for (GpuWork work : GpuWork.values()) {
        measure(new GpuBench(gpu, work, seconds), work);
      }
    } catch (Unavailable e) {
      throw new Mistake(e.getMessage(), e);
    }
  }

  private void measure(GpuBench bench, GpuWork work) throws Unavailable {
    System.out.printf("%n%s%n", work.what());
    long different = bench.different(CHECKED_RUNS, CHECKED_STEPS);
    System.out.printf(
        Locale.ROOT,
        "Parameters after %,d steps, bit by bit those of the vector engine: %d of %d runs%n",
        CHECKED_STEPS,
        CHECKED_RUNS - different,
        CHECKED_RUNS);
    System.out.printf(
        Locale.ROOT, "Vector engine, one core: %,.0f %s/s%n", bench.vectorRate(), work.unit());
    System.out.printf(
        "%8s %30s %26s %16s%n",
        "runs", work.unit() + "/s, GPU alone", "with the JVM's planning", "PyTorch");
    for (int runs = 1; runs <= MOST_RUNS; runs *= 4) {
      if (!bench.hasRoom(runs)) {
        System.out.printf(Locale.ROOT, "%,8d %30s%n", runs, "no room");
        return;
      }
      GpuBench.Rate rate = bench.rate(runs, MOST_WHOLE);
      System.out.printf(
          Locale.ROOT,
          "%,8d %,30.0f %26s %16s%n",
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
