package org.shaketable.training.bench;

import java.time.Duration;

/** Prints the table while the kernels are worked on. */
final class StepBenchmarkProgram {
  private StepBenchmarkProgram() {}

  /** Times the shapes whose name contains the argument, or all. */
  public static void main(String[] args) {
    for (Shape shape : Shape.PUBLISHED) {
      if (args.length > 0 && !shape.toString().contains(args[0])) {
        continue;
      }
      var times = StepBenchmark.measure(shape, Duration.ofSeconds(3), Duration.ofMillis(100), 15);
      for (StepTime time : times) {
        System.out.printf(
            "%-26s %-10s %9.1f us [%9.1f, %9.1f]  x%.2f  %.1f GFLOP/s%n",
            shape,
            time.contender(),
            time.median(),
            time.low(),
            time.high(),
            times.get(0).speedOver(time),
            shape.operations() / time.median() / 1e3);
      }
    }
  }
}
