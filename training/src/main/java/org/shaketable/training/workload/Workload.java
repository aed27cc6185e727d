package org.shaketable.training.workload;

import org.shaketable.perturbation.Horizon;

/**
 * Task, learner with network and hyperparameters, and engine.
 *
 * @param evaluations how many evaluations are spread over a run, besides the one before training
 */
public record Workload(String name, Engine engine, Task task, Learner learner, int evaluations) {
  public Workload {
    learner.check(task);
    if (evaluations < 10 || evaluations > learner.steps()) {
      throw new IllegalArgumentException(
          "Invalid evaluations: expected a number in [10, %d], found %d"
              .formatted(learner.steps(), evaluations));
    }
  }

  /** Length and evaluations of each run. */
  public Horizon horizon() {
    return new Horizon(learner.steps(), evaluations);
  }
}
