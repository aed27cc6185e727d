package org.shaketable.training.ppo;

/** How far a value may gain from moving off what it was at the roll-out. */
enum ValueLoss {
  /** Squared error alone. */
  PLAIN,
  /** The larger of the squared errors with and without the move clipped, as policies are. */
  CLIPPED;

  static ValueLoss of(Ppo settings) {
    return settings.clipVloss() ? CLIPPED : PLAIN;
  }
}
