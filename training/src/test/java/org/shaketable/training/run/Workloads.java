package org.shaketable.training.run;

import java.util.List;
import org.shaketable.training.classification.Classification;
import org.shaketable.training.data.Blobs;
import org.shaketable.training.environment.CartPole;
import org.shaketable.training.environment.Environment;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.environment.Pendulum;
import org.shaketable.training.language.FineTuning;
import org.shaketable.training.language.Pretraining;
import org.shaketable.training.language.Reward;
import org.shaketable.training.language.RewardTuning;
import org.shaketable.training.language.Start;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.ppo.Ppo;
import org.shaketable.training.text.Markov;
import org.shaketable.training.transformer.TransformerSpec;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Workload;

/** Small workloads of learners that have many surfaces. */
final class Workloads {
  private static final NetworkSpec NETWORK = new NetworkSpec(List.of(8, 8), Activation.TANH);
  private static final Markov TEXT = new Markov(4, 1, 1.5, 400, 200, null);
  private static final Pretraining PRETRAINING =
      Pretraining.of(20, AdamW.of(0.01, 0.01), TransformerSpec.of(1, 16, 2, 8));
  private static final Start START = new Start(TEXT, PRETRAINING, null);

  private Workloads() {}

  static List<Workload> all() {
    return List.of(
        classification(),
        cartPole(),
        ppo("pendulum", Pendulum.standard()),
        language("pretraining", PRETRAINING),
        language("fine-tuning", FineTuning.of(START, 20, AdamW.of(0.01, 0.01))),
        language("reward-tuning", rewardTuning()));
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

  private static RewardTuning rewardTuning() {
    Reward reward = new Reward.TokenShare(null, List.of(0));
    return new RewardTuning(
        START, 20, reward, 4, 2, 4, null, AdamW.of(0.01, 0), null, null, null, 4);
  }

  private static Workload language(String name, Learner learner) {
    return new Workload(name, Engine.VECTOR, TEXT, learner, 10);
  }
}
