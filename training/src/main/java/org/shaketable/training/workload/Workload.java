package org.shaketable.training.workload;

import java.util.stream.Collectors;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.schedule.Horizon;

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

  /**
   * This workload at a level of stochasticity.
   *
   * @throws IllegalArgumentException where the learner has no such knob or does not take the level
   */
  public Workload at(Stochasticity stochasticity) {
    if (!learner.stochasticities().contains(stochasticity.kind())) {
      throw new IllegalArgumentException(
          "Invalid stochasticity: expected a knob of learner %s (%s), found %s"
              .formatted(
                  learner.name(),
                  learner.stochasticities().stream()
                      .map(Stochasticity.Kind::word)
                      .sorted()
                      .collect(Collectors.joining(", ")),
                  stochasticity.kind().word()));
    }
    return new Workload(name, engine, task, learner.at(stochasticity), evaluations);
  }

  /** Fails with a plain message unless a perturbation on a schedule can disturb this workload. */
  public void check(Exposure exposure) {
    Perturbation perturbation = exposure.perturbation();
    if (!perturbation.family().appliesTo(learner.surfaces())) {
      throw new IllegalArgumentException(
          "Invalid perturbation: expected a family that touches what learner %s has, found %s"
              .formatted(learner.name(), perturbation.family().name()));
    }
    perturbation.check(exposure.schedule(), horizon(), task.subject());
  }

  /** Length and evaluations of each run. */
  public Horizon horizon() {
    return new Horizon(learner.steps(), evaluations);
  }
}
