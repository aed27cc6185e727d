package org.shaketable.training.run;

import java.util.List;
import org.shaketable.training.classification.Classification;
import org.shaketable.training.data.Blobs;
import org.shaketable.training.environment.CartPole;
import org.shaketable.training.environment.Environment;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.environment.Pendulum;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.ppo.Ppo;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Workload;

/** Small workloads of learners that have many surfaces. */
final class Workloads {
  private static final NetworkSpec NETWORK = new NetworkSpec(List.of(8, 8), Activation.TANH);

  private Workloads() {}

  static List<Workload> all() {
    return List.of(classification(), cartPole(), ppo("pendulum", Pendulum.standard()));
  }

  static Workload classification() {
    return new Workload(
        "blobs",
        Engine.VECTOR,
        new Blobs(3, 4, 3.0, 240, 120, null),
        new Classification(120, 32, Adam.of(0.003, 1e-8), null, null, 0.2, null, null, NETWORK),
        10);
  }

  static Workload cartPole() {
    return ppo("cartpole", CartPole.standard());
  }

  private static Workload ppo(String name, Environment environment) {
    Ppo ppo =
        new Ppo(
            640L, 2, 16, 1e-3, null, null, null, null, null, null, null, null, null, null, null,
            null, NETWORK, null, null, null, null, null, null, 2);
    return new Workload(name, Engine.VECTOR, new EnvironmentTask(environment), ppo, 10);
  }
}
