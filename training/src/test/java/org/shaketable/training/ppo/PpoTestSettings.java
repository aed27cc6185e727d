package org.shaketable.training.ppo;

import java.util.List;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;

/** Settings that tests share. */
final class PpoTestSettings {
  private PpoTestSettings() {}

  /** Solves CartPole in 51,200 steps: few passes over each roll-out with a high learning rate. */
  static Ppo cartPole(long totalTimesteps) {
    return new Ppo(
        totalTimesteps,
        8,
        64,
        2e-3,
        null,
        0.98,
        null,
        8,
        2,
        null,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** A few hundred steps of a small network. */
  static Ppo tiny() {
    NetworkSpec network = new NetworkSpec(List.of(8), Activation.TANH);
    return new Ppo(
        640L, 2, 16, 1e-3, null, null, null, null, null, null, null, null, null, null, null, null,
        network, null, null, null, null, null, null, 2);
  }
}
