package org.shaketable.training.workload;

import java.util.List;
import org.shaketable.perturbation.Subject;

/**
 * What is to be learned: an environment, a data set, a corpus. Its record components are its
 * settings.
 */
public interface Task {
  /** The word in the tables, e.g. {@code CartPole-v1}. */
  String name();

  /** The data files that it names, as {@link org.shaketable.training.files.DataFile} reads them. */
  default List<String> paths() {
    return List.of();
  }

  /** What the settings of a perturbation may name. */
  default Subject subject() {
    return Subject.NONE;
  }
}
