package org.shaketable.training.environment;

import org.shaketable.perturbation.Subject;
import org.shaketable.training.workload.Task;

/** Learning to act in an environment. */
public record EnvironmentTask(Environment environment) implements Task {

  /** The environment of this name with Gymnasium's constants. */
  public static EnvironmentTask named(String environment) {
    return new EnvironmentTask(Environment.named(environment));
  }

  @Override
  public Subject subject() {
    return new Subject(environment.constants().keySet(), 0);
  }

  @Override
  public String name() {
    return environment.name();
  }
}
