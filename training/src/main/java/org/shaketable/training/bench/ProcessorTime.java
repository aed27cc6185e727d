package org.shaketable.training.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Time that the calling thread spent on a processor: what is compared trains on one thread, and so
 * its time does not depend on what else the machine does.
 */
final class ProcessorTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ProcessorTime() {}

  /** Microseconds of {@code steps} runs of a step. */
  static double micros(int steps, Runnable step) {
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < steps; i++) {
      step.run();
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e3;
  }
}
