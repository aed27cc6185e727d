package org.shaketable.jobs.sweep;

import java.time.Duration;
import java.util.List;
import org.shaketable.jobs.DaemonThreads;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Workload;

/**
 * Has the kernels of a sweep's workloads compiled by a core that is idle while Spark starts and the
 * sweep is prepared: until they are, a training takes up to ten times as long. Trains the first
 * clean run of each workload, some rounds of them in the order of the configuration, and throws
 * them away; nothing depends on how far it comes.
 */
public final class EarlyTrainings {
  /** In the first, code is compiled by what it has met so far; in the next, for good. */
  private static final int ROUNDS = 3;

  /** About when a sweep begins to train itself. */
  private static final Duration LONGEST = Duration.ofSeconds(8);

  private EarlyTrainings() {}

  /**
   * Begins with them, where there is a core for them. They end by themselves: after their rounds,
   * or at the next evaluation when some seconds are over.
   */
  public static void begin(SweepConfig config) {
    if (Runtime.getRuntime().availableProcessors() > 1) {
      begin(config, LONGEST);
    }
  }

  static Thread begin(SweepConfig config, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    Thread thread = new DaemonThreads("early trainings").newThread(() -> train(specs(config), end));
    thread.start();
    return thread;
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

  private static void train(List<RunSpec> specs, long end) {
    for (int round = 0; round < ROUNDS; round++) {
      for (RunSpec spec : specs) {
        Twin.alone(spec, (evaluation, trainee) -> stopFrom(end));
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
    }
  }

  /** Whoever is interrupted trains no further than to the evaluation where it is. */
  private static void stopFrom(long end) {
    if (System.nanoTime() >= end) {
      Thread.currentThread().interrupt();
    }
  }
}
