package org.shaketable.perturbation;

import java.util.Set;

/**
 * What the settings of a perturbation may name in a workload.
 *
 * @param constants names of the physics constants; none where there is no environment
 * @param classes number of classes; 0 where it is not known before training
 */
public record Subject(Set<String> constants, int classes) {
  /** Nothing to name. */
  public static final Subject NONE = new Subject(Set.of(), 0);

  public Subject {
    constants = Set.copyOf(constants);
  }
}
