package org.shaketable.training.ppo;

import java.util.List;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;

/** Settings that tests share. */
final class PpoTestSettings {
  private PpoTestSettings() {}

  /**
   * CleanRL's, but for 8 environments, 64 steps and learning rate 0.001: solves CartPole in 150,000
   * steps.
   */
  static Ppo cartPole(long totalTimesteps) {
    return of(totalTimesteps, 8, 64, 1e-3, null, 10);
  }

  /** A few hundred steps of a small network. */
  static Ppo tiny() {
    NetworkSpec network = new NetworkSpec(List.of(8), Activation.TANH);
    return of(640, 2, 16, 1e-3, network, 2);
  }

  private static Ppo of(
      long totalTimesteps,
      int numEnvs,
      int numSteps,
      double learningRate,
      NetworkSpec network,
      int evaluationEpisodes) {
    return new Ppo(
        totalTimesteps,
        numEnvs,
        numSteps,
        learningRate,
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
        null,
        network,
        null,
        null,
        null,
        null,
        null,
        null,
        evaluationEpisodes);
  }
}
