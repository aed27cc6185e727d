package org.shaketable.training.environment;

import org.shaketable.random.RandomStream;

/** Uniformly random actions. */
public final class RandomActions {
  private RandomActions() {}

  /** One action, each choice or each value of the range equally likely. */
  public static double draw(Actions actions, RandomStream random) {
    return actions.discrete()
        ? random.nextInt(actions.choices())
        : random.nextDouble(actions.low(), actions.high());
  }
}
