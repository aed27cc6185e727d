package org.shaketable.training.program;

import org.shaketable.training.workload.Objective;

/**
 * What a program says of its quality at each evaluation.
 *
 * @param name the name in the tables and pictures; {@code performance} if not given
 * @param better which direction; {@code higher} if not given
 */
public record Performance(String name, Better better) {
  /** Which direction is better. */
  public enum Better {
    HIGHER,
    LOWER
  }

  public Performance {
    name = name == null ? "performance" : name;
    better = better == null ? Better.HIGHER : better;
  }

  /** This performance in the words of training, which knows no unit of it. */
  Objective objective() {
    return new Objective(
        name, "", better == Better.HIGHER ? Objective.Goal.MAXIMISE : Objective.Goal.MINIMISE);
  }
}
