package org.shaketable.training.bench;

import java.util.List;
import org.shaketable.random.RandomStream;
import org.shaketable.random.Streams;
import org.shaketable.training.engine.Engines;
import org.shaketable.training.environment.CartPole;
import org.shaketable.training.environment.Environments;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.Network;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.workload.Engine;

/** CartPole-v1 stepped in {@value #PARALLEL} parallel environments, without and with a policy. */
final class Rollouts {
  private static final int PARALLEL = 8;
  private static final int COLUMNS = 4;

  private Rollouts() {}

  /** Environments alone, with given actions. */
  static void environment(int steps) {
    Environments environments = environments();
    float[] observations = new float[PARALLEL * COLUMNS];
    double[] actions = new double[PARALLEL];
    for (int t = 0; t < steps / PARALLEL; t++) {
      for (int i = 0; i < PARALLEL; i++) {
        actions[i] = (t + i) & 1;
      }
      environments.step(actions, 0);
      environments.observe(observations, 0, COLUMNS);
    }
  }

  /** Actions by a network of two layers of 64 units. */
  static void policy(int steps) {
    NetworkSpec spec = new NetworkSpec(List.of(64, 64), Activation.TANH);
    Network network = Engines.network(Engine.VECTOR, spec, COLUMNS, 2, PARALLEL);
    float[] parameters = new float[network.layout().size()];
    network.initialise(parameters, 0, 1, 1, RandomStream.of(1, "bench/initialise", 0));
    Environments environments = environments();
    float[] observations = new float[PARALLEL * COLUMNS];
    double[] actions = new double[PARALLEL];
    environments.observe(observations, 0, COLUMNS);
    for (int t = 0; t < steps / PARALLEL; t++) {
      float[] logits = network.forward(parameters, 0, observations, 0, COLUMNS, PARALLEL);
      for (int i = 0; i < PARALLEL; i++) {
        int at = i * network.outputStride();
        actions[i] = logits[at + 1] > logits[at] ? 1 : 0;
      }
      environments.step(actions, 0);
      environments.observe(observations, 0, COLUMNS);
    }
  }

  private static Environments environments() {
    return new Environments(CartPole.standard(), PARALLEL, Streams.of(1).named("bench/reset"));
  }
}
