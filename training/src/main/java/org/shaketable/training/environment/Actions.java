package org.shaketable.training.environment;

/**
 * What an environment takes in one step.
 *
 * @param choices number of discrete actions 0, 1, ...; 0 for a continuous action
 * @param low least useful value of a continuous action
 * @param high largest useful value of a continuous action
 */
public record Actions(int choices, double low, double high) {

  /** Actions {@code 0 .. choices - 1}. */
  static Actions discrete(int choices) {
    return new Actions(choices, 0, choices - 1);
  }

  /** One number in [low, high]. */
  static Actions continuous(double low, double high) {
    return new Actions(0, low, high);
  }

  /** {@code action} as the environment takes it: a continuous one moved into its range. */
  public double clip(double action) {
    return discrete() ? action : PhysicsSetting.clip(action, low, high);
  }

  /** Whether the action is one of a few. */
  public boolean discrete() {
    return choices > 0;
  }
}
