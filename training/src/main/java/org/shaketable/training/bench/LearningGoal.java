package org.shaketable.training.bench;

import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Workload;

/**
 * A workload and the return that counts as solved.
 *
 * @param solved least mean return of the last evaluations
 * @param publishedSteps RL-Zoo's budget for this learner and environment
 */
public record LearningGoal(Workload workload, double solved, long publishedSteps) {
  private static final int EVALUATIONS = 100;

  static LearningGoal of(String environment, Learner learner, double solved, long publishedSteps) {
    String name = learner.name() + "-" + environment;
    return new LearningGoal(
        new Workload(name, Engine.VECTOR, EnvironmentTask.named(environment), learner, EVALUATIONS),
        solved,
        publishedSteps);
  }
}
