package org.shaketable.jobs.sweep;

import java.util.List;
import java.util.function.Supplier;
import org.shaketable.jobs.DaemonThreads;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Workload;

/**
 * Has the kernels of a sweep's workloads compiled by a core that is idle while Spark starts: until
 * they are, a training takes up to ten times as long. Trains the first clean run of each workload,
 * some rounds of them in the order of the configuration, and throws them away; nothing depends on
 * how far it comes.
 */
public final class EarlyTrainings {
  static final String NAME = "early trainings";

  /** In the first, code is compiled by what it has met so far; in the next, for good. */
  private static final int ROUNDS = 3;

  private EarlyTrainings() {}

  /** Does other work meanwhile, and ends with it: a training at its next evaluation. */
  public static <T> T during(SweepConfig config, Supplier<T> work) {
    if (Runtime.getRuntime().availableProcessors() == 1) {
      return work.get();
    }
    Thread thread = new DaemonThreads(NAME).newThread(() -> train(specs(config)));
    thread.start();
    try {
      return work.get();
    } finally {
      thread.interrupt();
    }
  }

  /** A run of each workload that this process computes itself, by the vector engine. */
  static List<RunSpec> specs(SweepConfig config) {
    return config.configurations().values().stream()
        .map(configurations -> configurations.get(0))
        .filter(EarlyTrainings::here)
        .map(config::firstClean)
        .toList();
  }

  private static boolean here(Workload workload) {
    return workload.engine() == Engine.VECTOR && !workload.learner().parallel();
  }

  private static void train(List<RunSpec> specs) {
    for (int round = 0; round < ROUNDS; round++) {
      for (RunSpec spec : specs) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        Twin.alone(spec);
      }
    }
  }
}
