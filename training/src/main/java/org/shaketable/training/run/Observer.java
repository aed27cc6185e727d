package org.shaketable.training.run;

import org.shaketable.training.workload.Trainee;

/** Looks at a training at each of its evaluations; must change nothing that it depends on. */
@FunctionalInterface
public interface Observer {
  /** Looks away. */
  Observer NONE = (evaluation, trainee) -> {};

  /** The training, now at evaluation {@code evaluation}. */
  void at(int evaluation, Trainee trainee);
}
