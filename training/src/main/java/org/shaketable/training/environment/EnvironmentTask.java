package org.shaketable.training.environment;

import org.shaketable.training.workload.Task;

/** Learning to act in an environment. */
public record EnvironmentTask(Environment environment) implements Task {

  /** The environment of this name with Gymnasium's constants. */
  public static EnvironmentTask named(String environment) {
    return new EnvironmentTask(Environment.named(environment));
  }

  @Override
  public String name() {
    return environment.name();
  }
}
