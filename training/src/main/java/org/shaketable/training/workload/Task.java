package org.shaketable.training.workload;

import org.shaketable.perturbation.Subject;

/**
 * What is to be learned: an environment, a data set, a corpus. Its record components are its
 * settings.
 */
public interface Task {
  /** The word in the tables, e.g. {@code CartPole-v1}. */
  String name();

  /** What the settings of a perturbation may name. */
  default Subject subject() {
    return Subject.NONE;
  }
}
